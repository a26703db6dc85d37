"""A sample for Kotlin with OkHttp."""

from collections.abc import Callable

from server.codegen.samples.request import FILE_NAME, FILE_TYPE, Answer, SampleRequest

_IMPORTS: dict[str, Callable[[SampleRequest], bool]] = {
    "okhttp3.MediaType.Companion.toMediaType": lambda request: request.body is not None or request.sends_file,
    "okhttp3.OkHttpClient": lambda _request: True,
    "okhttp3.Request": lambda _request: True,
    "okhttp3.RequestBody.Companion.asRequestBody": lambda request: request.sends_file,
    "okhttp3.RequestBody.Companion.toRequestBody": lambda request: request.body is not None,
    "java.io.File": lambda request: request.answer is Answer.FILE or request.sends_file,
    "java.util.UUID": lambda request: request.needs_key,
    "java.util.concurrent.TimeUnit": lambda request: request.answer is Answer.EVENTS,
}
_CLIENTS = {
    Answer.JSON: "OkHttpClient()",
    Answer.EVENTS: "OkHttpClient.Builder().readTimeout(0, TimeUnit.SECONDS).build()",
    Answer.FILE: "OkHttpClient()",
}
_ENDS = {
    Answer.JSON: "        println(response.body!!.string())",
    Answer.EVENTS: (
        "        val source = response.body!!.source()\n"
        "        while (!source.exhausted()) {\n"
        "            println(source.readUtf8LineStrict())\n"
        "        }"
    ),
    Answer.FILE: (
        f'        File("{FILE_NAME}").outputStream().use {{ file -> response.body!!.byteStream().copyTo(file) }}'
    ),
}


def sample(request: SampleRequest) -> str:
    imports = "\n".join(f"import {name}" for name, needed in _IMPORTS.items() if needed(request))
    calls = [f'.url(System.getenv("CURAE_BASE_URL") + "{request.path}")']
    calls.append('.header("Authorization", "Bearer " + System.getenv("CURAE_API_KEY"))')
    if request.needs_key:
        calls.append('.header("Idempotency-Key", UUID.randomUUID().toString())')
    if request.verb == "DELETE":
        calls.append(".delete()")
    body = ""
    if request.body is not None:
        calls.append('.post(body.toRequestBody("application/json".toMediaType()))')
        body = f'    val body = """\n{request.json}\n""".trim()\n'
    if request.sends_file:
        calls.append(f'.post(File("{FILE_NAME}").asRequestBody("{FILE_TYPE}".toMediaType()))')
    chain = "\n        ".join([*calls, ".build()"])
    return (
        f"{imports}\n\nfun main() {{\n{body}    val request = Request.Builder()\n        {chain}\n"
        f"    {_CLIENTS[request.answer]}.newCall(request).execute().use {{ response ->\n"
        f'        check(response.isSuccessful) {{ "${{response.code}}: ${{response.body!!.string()}}" }}\n'
        f"{_ENDS[request.answer]}\n    }}\n}}"
    )
