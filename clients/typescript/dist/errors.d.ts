/** The errors of this package. None holds an API key, a signed URL, a payload or a record. */
import type { components } from "./generated/api.js";
import type { Export } from "./models.js";
/** The stable code of an error, as the contract lists them. */
export type ProblemCode = components["schemas"]["Problem"]["code"];
export declare class CuraeError extends Error {
    constructor(message: string);
}
/** No answer arrived, on every try that the retry policy allows. */
export declare class ApiConnectionError extends CuraeError {
}
/** No answer arrived in time, on every try that the retry policy allows. */
export declare class ApiTimeoutError extends ApiConnectionError {
}
export interface Problem {
    readonly status: number;
    readonly code: string;
    readonly detail: string;
    readonly details: Readonly<Record<string, unknown>>;
    readonly retryable: boolean;
    readonly requestId: string | undefined;
    /** Seconds. */
    readonly retryAfter: number | undefined;
}
/**
 * The service answered with an error (RFC 9457 problem document). `code` is stable; `details` holds facts such as
 * `violations`; `requestId` finds the call in the service's logs. `error.is("NOT_FOUND")` asks for one code.
 */
export declare class ApiError extends CuraeError implements Problem {
    readonly status: number;
    readonly code: ProblemCode | "INVALID_RESPONSE" | (string & {});
    readonly detail: string;
    readonly details: Readonly<Record<string, unknown>>;
    readonly retryable: boolean;
    readonly requestId: string | undefined;
    readonly retryAfter: number | undefined;
    constructor(problem: Problem);
    is(code: ProblemCode): boolean;
}
/** The export ended in a state other than READY. `export` is the export as it ended. */
export declare class ExportEnded extends CuraeError {
    readonly export: Export;
    constructor(ended: Export);
}
/** The export has not ended in time. It goes on; wait for it again with `exports.wait(exportId)`. */
export declare class WaitTimeout extends CuraeError {
    readonly exportId: string;
    readonly seconds: number;
    constructor(exportId: string, seconds: number);
}
/** The downloaded bytes differ from the export's sha256 or size. Nothing of them was kept. */
export declare class IntegrityError extends CuraeError {
}
/** Another download or queue uses the same file. */
export declare class FileInUse extends CuraeError {
}
/** The file to download into exists and is not this export's artifact. */
export declare class TargetExists extends CuraeError {
}
/** The webhook's signature does not verify, or is too old. */
export declare class SignatureError extends CuraeError {
}
