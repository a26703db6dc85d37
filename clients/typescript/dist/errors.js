/** The errors of this package. None holds an API key, a signed URL, a payload or a record. */
export class CuraeError extends Error {
    constructor(message) {
        super(message);
        this.name = new.target.name;
    }
}
/** No answer arrived, on every try that the retry policy allows. */
export class ApiConnectionError extends CuraeError {
}
/** No answer arrived in time, on every try that the retry policy allows. */
export class ApiTimeoutError extends ApiConnectionError {
}
/**
 * The service answered with an error (RFC 9457 problem document). `code` is stable; `details` holds facts such as
 * `violations`; `requestId` finds the call in the service's logs. `error.is("NOT_FOUND")` asks for one code.
 */
export class ApiError extends CuraeError {
    status;
    code;
    detail;
    details;
    retryable;
    requestId;
    retryAfter;
    constructor(problem) {
        const suffix = problem.requestId ? ` (request id ${problem.requestId})` : "";
        super(`${problem.status} ${problem.code}: ${problem.detail}${suffix}`);
        this.status = problem.status;
        this.code = problem.code;
        this.detail = problem.detail;
        this.details = problem.details;
        this.retryable = problem.retryable;
        this.requestId = problem.requestId;
        this.retryAfter = problem.retryAfter;
    }
    is(code) {
        return this.code === code;
    }
}
/** The export ended in a state other than READY. `export` is the export as it ended. */
export class ExportEnded extends CuraeError {
    export;
    constructor(ended) {
        const reason = ended.errorCode ? ` (${ended.errorCode})` : "";
        super(`export ${ended.id} is ${ended.status}${reason}; create another one`);
        this.export = ended;
    }
}
/** The export has not ended in time. It goes on; wait for it again with `exports.wait(exportId)`. */
export class WaitTimeout extends CuraeError {
    exportId;
    seconds;
    constructor(exportId, seconds) {
        super(`export ${exportId} has not ended within ${seconds} s; it goes on: wait for it again`);
        this.exportId = exportId;
        this.seconds = seconds;
    }
}
/** The downloaded bytes differ from the export's sha256 or size. Nothing of them was kept. */
export class IntegrityError extends CuraeError {
}
/** Another download or queue uses the same file. */
export class FileInUse extends CuraeError {
}
/** The file to download into exists and is not this export's artifact. */
export class TargetExists extends CuraeError {
}
/** The webhook's signature does not verify, or is too old. */
export class SignatureError extends CuraeError {
}
