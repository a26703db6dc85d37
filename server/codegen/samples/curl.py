"""A sample for a shell."""

from server.codegen.samples.request import FILE_NAME, FILE_TYPE, Answer, SampleRequest


def sample(request: SampleRequest) -> str:
    verb = "" if request.verb in ("GET", "POST") and not request.sends_file else f"-X {request.verb} "
    stream = "-N " if request.answer is Answer.EVENTS else ""
    parts = [
        f'curl -sS --fail-with-body {verb}{stream}"$CURAE_BASE_URL{request.path}"',
        '-H "Authorization: Bearer $CURAE_API_KEY"',
    ]
    if request.needs_key:
        parts.append("-H \"Idempotency-Key: $(python3 -c 'import uuid; print(uuid.uuid4())')\"")
    if request.body is not None:
        quoted = request.json.replace("'", "'\\''")
        parts += ["-H 'Content-Type: application/json'", f"-d '{quoted}'"]
    if request.sends_file:
        parts += [f"-H 'Content-Type: {FILE_TYPE}'", f"-T {FILE_NAME}"]
    if request.answer is Answer.FILE:
        parts.append(f"-C - -o {FILE_NAME}  # -C - resumes a download that broke")
    return " \\\n  ".join(parts)
