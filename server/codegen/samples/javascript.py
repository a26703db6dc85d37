"""A sample for JavaScript with fetch, for Node, Deno or Bun on a server: an API key never belongs in a browser."""

from server.codegen.samples.request import FILE_NAME, FILE_TYPE, Answer, SampleRequest, indented

_CHECK = "if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`);\n"
_ENDS = {
    Answer.JSON: "console.log(await response.json());",
    Answer.EVENTS: (
        "for await (const text of response.body.pipeThrough(new TextDecoderStream())) {\n"
        "  process.stdout.write(text);\n}"
    ),
    Answer.FILE: f'await writeFile("{FILE_NAME}", response.body);',
}


def sample(request: SampleRequest) -> str:
    options = [] if request.verb == "GET" else [f'method: "{request.verb}"']
    headers = ["Authorization: `Bearer ${process.env.CURAE_API_KEY}`"]
    if request.needs_key:
        headers.append('"Idempotency-Key": crypto.randomUUID()')
    if request.body is not None:
        headers.append('"Content-Type": "application/json"')
    if request.sends_file:
        headers.append(f'"Content-Type": "{FILE_TYPE}"')
    options.append("headers: {\n    " + ",\n    ".join(headers) + ",\n  }")
    if request.body is not None:
        options.append(f"body: JSON.stringify({indented(request.json, 2)})")
    if request.sends_file:
        options.append(f'body: await openAsBlob("{FILE_NAME}")')
    joined = ",\n  ".join(options)
    start = 'import { writeFile } from "node:fs/promises";\n\n' if request.answer is Answer.FILE else ""
    if request.sends_file:
        start = 'import { openAsBlob } from "node:fs";\n\n'
    return (
        f'{start}const response = await fetch(process.env.CURAE_BASE_URL + "{request.path}", {{\n  {joined},\n}});\n'
        f"{_CHECK}{_ENDS[request.answer]}"
    )
