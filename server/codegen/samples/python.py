"""A sample for Python with httpx. `curae-sdk` does the same with retries and verification."""

import pprint

from server.codegen.samples.request import FILE_NAME, FILE_TYPE, Answer, SampleRequest, indented

_START = """import os
{imports}
import httpx

url = os.environ["CURAE_BASE_URL"] + "{path}"
headers = {headers}
"""


def sample(request: SampleRequest) -> str:
    entries = ['"Authorization": "Bearer " + os.environ["CURAE_API_KEY"]']
    if request.needs_key:
        entries.append('"Idempotency-Key": str(uuid.uuid4())')
    if request.sends_file:
        entries.append(f'"Content-Type": "{FILE_TYPE}"')
    headers = "{" + entries[0] + "}" if len(entries) == 1 else "{\n    " + ",\n    ".join(entries) + ",\n}"
    start = _START.format(imports="import uuid\n" if request.needs_key else "", path=request.path, headers=headers)
    return start + _ENDS[request.answer](request)


def _json(request: SampleRequest) -> str:
    if request.sends_file:
        return (
            f'with open("{FILE_NAME}", "rb") as file:\n'
            f"    response = httpx.{request.verb.lower()}(url, headers=headers, content=file, timeout=None)\n"
            "response.raise_for_status()\nprint(response.json())"
        )
    if request.body is None:
        call = f"httpx.{request.verb.lower()}(url, headers=headers)"
        return f"response = {call}\nresponse.raise_for_status()\nprint(response.json())"
    body = pprint.pformat(request.body, sort_dicts=False, width=100)
    return (
        f"body = {indented(body, 7)}\n"
        f"response = httpx.{request.verb.lower()}(url, headers=headers, json=body)\n"
        "response.raise_for_status()\nprint(response.json())"
    )


def _events(_request: SampleRequest) -> str:
    return (
        'with httpx.stream("GET", url, headers=headers, timeout=None) as response:\n'
        "    response.raise_for_status()\n"
        "    for line in response.iter_lines():\n"
        '        if line.startswith("data: "):\n'
        '            print(line.removeprefix("data: "))'
    )


def _file(_request: SampleRequest) -> str:
    return (
        f'with httpx.stream("GET", url, headers=headers) as response, open("{FILE_NAME}", "wb") as file:\n'
        "    response.raise_for_status()\n"
        "    for part in response.iter_bytes():\n"
        "        file.write(part)"
    )


_ENDS = {Answer.JSON: _json, Answer.EVENTS: _events, Answer.FILE: _file}
