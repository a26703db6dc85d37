"""`gen/problems/`: a page an error code, and one that lists them all.

Envoy serves each at the path that the problem's `type` has: `/problems/bad-request` for BAD_REQUEST.
"""

import html
import json
import re
from collections.abc import Iterable, Mapping

from server.codegen.openapi.problems import HEADERS, problem_example
from server.codegen.problem_texts import EXPLANATIONS
from server.problems import PROBLEMS, ProblemKind

_PAGE = """<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="referrer" content="no-referrer">
    <meta http-equiv="Content-Security-Policy"
      content="default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; form-action 'none'">
    <title>{title}</title>
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="/docs/problems.css">
  </head>
  <body>
    <nav><a href="/docs">API</a> <a href="/problems">All errors</a></nav>
    <main>
{main}
    </main>
  </body>
</html>
"""
_INTRODUCTION = (
    "Every response with status 400 or higher has the type `application/problem+json` (RFC 9457). Act on `code`, which "
    "is stable. `detail` says what to do about this occurrence, `instance` is the request id, and `type` names a page "
    "of this list. On gRPC the code is the `reason` of `google.rpc.ErrorInfo`."
)


def generate() -> Mapping[str, bytes]:
    """Pages by their path below `gen/`. Raises KeyError for a code that nobody explained."""
    pages = {f"problems/{kind.slug}.html": _of_kind(kind) for kind in PROBLEMS.values()}
    return {name: text.encode() for name, text in {**pages, "problems/index.html": _list()}.items()}


def retry_rule(kind: ProblemKind) -> str:
    if not kind.retryable:
        return "No. The same request fails again until its cause is removed."
    wait = " after the time in `Retry-After`" if "Retry-After" in HEADERS.get(kind.code, ()) else ", later"
    return f"Yes{wait}. Use the same `Idempotency-Key`, so that it takes effect once."


def _of_kind(kind: ProblemKind) -> str:
    explanation = EXPLANATIONS[kind.code]
    facts = {
        "HTTP": str(kind.http),
        "gRPC": f"`{kind.grpc}`",
        "Headers": ", ".join(f"`{name}`" for name in HEADERS.get(kind.code, ())) or "none of its own",
    }
    example = html.escape(json.dumps(problem_example(kind), indent=2, ensure_ascii=False), quote=False)
    return _page(
        f"{kind.code}: {kind.title}",
        [
            f"<h1><code>{kind.code}</code></h1>",
            f'<p class="title">{html.escape(kind.title)}</p>',
            _table(facts.items()),
            *_section("Cause", explanation.cause),
            *_section("Remedy", explanation.remedy),
            *_section("Does a retry help?", retry_rule(kind)),
            f"<h2>Example</h2>\n<pre>{example}</pre>",
        ],
    )


def _list() -> str:
    rows = [
        f'<tr><td><a href="/problems/{kind.slug}"><code>{kind.code}</code></a></td><td>{kind.http}</td>'
        f"<td>{html.escape(kind.title)}</td><td>{'yes' if kind.retryable else 'no'}</td></tr>"
        for kind in PROBLEMS.values()
    ]
    head = "<tr><th>Code</th><th>HTTP</th><th>Meaning</th><th>Retry</th></tr>"
    return _page(
        "Errors of the API",
        ["<h1>Errors</h1>", f"<p>{_text(_INTRODUCTION)}</p>", "<table>", head, *rows, "</table>"],
    )


def _page(title: str, parts: Iterable[str]) -> str:
    return _PAGE.format(title=html.escape(title), main="\n".join(parts))


def _section(heading: str, text: str) -> tuple[str, str]:
    return f"<h2>{heading}</h2>", f"<p>{_text(text)}</p>"


def _table(facts: Iterable[tuple[str, str]]) -> str:
    rows = "\n".join(f"<tr><th>{name}</th><td>{_text(value)}</td></tr>" for name, value in facts)
    return f"<table>\n{rows}\n</table>"


def _text(text: str) -> str:
    return re.sub(r"`([^`]*)`", r"<code>\1</code>", html.escape(text, quote=False))
