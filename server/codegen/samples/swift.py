"""A sample for Swift with URLSession."""

from server.codegen.samples.request import FILE_NAME, FILE_TYPE, Answer, SampleRequest

_START = """import Foundation

let settings = ProcessInfo.processInfo.environment
let url = URL(string: settings["CURAE_BASE_URL"]! + "{path}")!
var request = URLRequest(url: url)
request.setValue("Bearer \\(settings["CURAE_API_KEY"]!)", forHTTPHeaderField: "Authorization")
"""
_CHECK = """guard let http = response as? HTTPURLResponse, 200..<300 ~= http.statusCode else {
    throw URLError(.badServerResponse)
}
"""
_CALLS = {
    Answer.JSON: "let (data, response) = try await URLSession.shared.data(for: request)\n",
    Answer.EVENTS: "let (bytes, response) = try await URLSession.shared.bytes(for: request)\n",
    Answer.FILE: "let (file, response) = try await URLSession.shared.download(for: request)\n",
}
_ENDS = {
    Answer.JSON: "print(String(decoding: data, as: UTF8.self))",
    Answer.EVENTS: (
        'for try await line in bytes.lines where line.hasPrefix("data: ") {\n    print(line.dropFirst(6))\n}'
    ),
    Answer.FILE: f'try FileManager.default.moveItem(at: file, to: URL(fileURLWithPath: "{FILE_NAME}"))',
}


def sample(request: SampleRequest) -> str:
    lines = [_START.format(path=request.path)]
    if request.verb != "GET":
        lines.append(f'request.httpMethod = "{request.verb}"\n')
    if request.needs_key:
        lines.append('request.setValue(UUID().uuidString, forHTTPHeaderField: "Idempotency-Key")\n')
    if request.body is not None:
        lines.append('request.setValue("application/json", forHTTPHeaderField: "Content-Type")\n')
        lines.append(f'request.httpBody = Data(#"""\n{request.json}\n"""#.utf8)\n')
    if request.sends_file:
        lines.append(f'request.setValue("{FILE_TYPE}", forHTTPHeaderField: "Content-Type")\n')
        upload = "let (data, response) = try await URLSession.shared.upload(for: request, fromFile: file)\n"
        file = f'let file = URL(fileURLWithPath: "{FILE_NAME}")\n'
        return "".join([*lines, "\n", file, upload, _CHECK, _ENDS[request.answer]])
    return "".join([*lines, "\n", _CALLS[request.answer], _CHECK, _ENDS[request.answer]])
