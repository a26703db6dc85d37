/** The bytes of an artifact: continued by Range and If-Range where they break off, and verified. */
import type { Artifact } from "./models.js";
import { type Transport } from "./transport.js";
/** The bytes from `offset` on, over as many connections as it takes. Each byte that arrives resets the retries. */
export declare function chunks(transport: Transport, path: string, artifact: Artifact, offset: number): AsyncGenerator<Uint8Array, void>;
/** Each line, without its end; the last chunk's lines come once the checksum is right. Throws IntegrityError. */
export declare function lines(transport: Transport, path: string, artifact: Artifact): AsyncGenerator<string, void>;
/** The chunks of an answer. Throws ApiConnectionError where it breaks off, or is silent for `timeout` seconds. */
export declare function bodyOf(response: Response, timeout: number): AsyncGenerator<Uint8Array, void>;
