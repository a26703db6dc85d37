"""Completes the problems that Envoy itself answers with: `envoy.yaml` has code and detail, the table the rest."""

from typing import Any

from server.problems import PROBLEMS


def fill_problems(config: dict[str, Any]) -> None:
    for listener in config["static_resources"]["listeners"]:
        manager = listener["filter_chains"][0]["filters"][0]["typed_config"]
        for mapper in manager.get("local_reply_config", {}).get("mappers", ()):
            problem = mapper["body_format_override"]["json_format"]
            kind = PROBLEMS[problem["code"]]
            problem |= {"type": kind.type, "title": kind.title, "status": kind.http, "retryable": kind.retryable}
