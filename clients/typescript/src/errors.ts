/** The errors of this package. None holds an API key, a signed URL, a payload or a record. */

import type { components } from "./generated/api.js";
import type { Export } from "./models.js";

/** The stable code of an error, as the contract lists them. */
export type ProblemCode = components["schemas"]["Problem"]["code"];

export class CuraeError extends Error {
  constructor(message: string) {
    super(message);
    this.name = new.target.name;
  }
}

/** No answer arrived, on every try that the retry policy allows. */
export class ApiConnectionError extends CuraeError {}

/** No answer arrived in time, on every try that the retry policy allows. */
export class ApiTimeoutError extends ApiConnectionError {}

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
export class ApiError extends CuraeError implements Problem {
  readonly status: number;
  readonly code: ProblemCode | "INVALID_RESPONSE" | (string & {});
  readonly detail: string;
  readonly details: Readonly<Record<string, unknown>>;
  readonly retryable: boolean;
  readonly requestId: string | undefined;
  readonly retryAfter: number | undefined;

  constructor(problem: Problem) {
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

  is(code: ProblemCode): boolean {
    return this.code === code;
  }
}

/** The export ended in a state other than READY. `export` is the export as it ended. */
export class ExportEnded extends CuraeError {
  readonly export: Export;

  constructor(ended: Export) {
    const reason = ended.errorCode ? ` (${ended.errorCode})` : "";
    super(`export ${ended.id} is ${ended.status}${reason}; create another one`);
    this.export = ended;
  }
}

/** The export has not ended in time. It goes on; wait for it again with `exports.wait(exportId)`. */
export class WaitTimeout extends CuraeError {
  constructor(
    readonly exportId: string,
    readonly seconds: number,
  ) {
    super(`export ${exportId} has not ended within ${seconds} s; it goes on: wait for it again`);
  }
}

/** The downloaded bytes differ from the export's sha256 or size. Nothing of them was kept. */
export class IntegrityError extends CuraeError {}

/** Another download or queue uses the same file. */
export class FileInUse extends CuraeError {}

/** The file to download into exists and is not this export's artifact. */
export class TargetExists extends CuraeError {}

/** The webhook's signature does not verify, or is too old. */
export class SignatureError extends CuraeError {}
