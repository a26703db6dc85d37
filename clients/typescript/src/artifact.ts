/** The bytes of an artifact: continued by Range and If-Range where they break off, and verified. */

import { ApiConnectionError, ApiError, IntegrityError } from "./errors.js";
import type { Artifact } from "./models.js";
import { newSha256 } from "./sha256.js";
import { reason, type Transport } from "./transport.js";

const MAX_LINE_BYTES = 64 << 20; // one FHIR resource
const NEWLINE = 0x0a;

/** The bytes from `offset` on, over as many connections as it takes. Each byte that arrives resets the retries. */
export async function* chunks(
  transport: Transport,
  path: string,
  artifact: Artifact,
  offset: number,
): AsyncGenerator<Uint8Array, void> {
  const size = Number(artifact.byteSize);
  for (let retry = 0; offset < size; ) {
    const stop = new AbortController();
    try {
      const response = await transport.open(path, rangeHeaders(offset, artifact), { signal: stop.signal });
      requireSame(response, offset, artifact);
      for await (const chunk of bodyOf(response, transport.timeout)) {
        offset += chunk.length;
        retry = 0;
        yield chunk;
      }
      if (offset < size) throw new ApiConnectionError("the download ended early");
    } catch (fault) {
      if (!(fault instanceof ApiConnectionError || fault instanceof ApiError)) throw fault;
      retry += 1;
      await transport.pause(retry, fault);
    } finally {
      stop.abort();
    }
  }
}

/** Each line, without its end; the last chunk's lines come once the checksum is right. Throws IntegrityError. */
export async function* lines(transport: Transport, path: string, artifact: Artifact): AsyncGenerator<string, void> {
  const digest = await newSha256();
  const decoder = new TextDecoder();
  const size = Number(artifact.byteSize);
  let received = 0;
  let pieces: Uint8Array[] = [];
  let unfinished = 0;
  for await (const chunk of chunks(transport, path, artifact, 0)) {
    digest.update(chunk);
    received += chunk.length;
    if (received === size && digest.hex() !== artifact.sha256) {
      throw new IntegrityError("the downloaded bytes do not match the export's sha256");
    }
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, start)) {
      yield decoder.decode(joined([...pieces, chunk.subarray(start, end)]));
      [pieces, unfinished, start] = [[], 0, end + 1];
    }
    pieces.push(chunk.subarray(start));
    unfinished += chunk.length - start;
    if (unfinished > MAX_LINE_BYTES) throw new IntegrityError("a line of the artifact is longer than 64 MiB");
  }
  if (received !== size || unfinished > 0) {
    throw new IntegrityError("the downloaded bytes do not match the export's size");
  }
}

/** The chunks of an answer. Throws ApiConnectionError where it breaks off, or is silent for `timeout` seconds. */
export async function* bodyOf(response: Response, timeout: number): AsyncGenerator<Uint8Array, void> {
  const reader = response.body?.getReader();
  if (!reader) return;
  try {
    for (;;) {
      const { done, value } = await inTime(reader.read(), timeout);
      if (done) return;
      yield value;
    }
  } finally {
    reader.cancel().catch(() => undefined);
  }
}

async function inTime<T>(work: Promise<T>, seconds: number): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new ApiConnectionError(`no bytes within ${seconds} s`)), seconds * 1000);
  });
  try {
    return await Promise.race([work, late]);
  } catch (fault) {
    if (fault instanceof ApiConnectionError) throw fault;
    throw new ApiConnectionError(`the answer broke off: ${reason(fault)}`);
  } finally {
    clearTimeout(timer);
  }
}

function rangeHeaders(offset: number, artifact: Artifact): Record<string, string> {
  const headers = { "accept-encoding": "identity" };
  return offset === 0 ? headers : { ...headers, range: `bytes=${offset}-`, "if-range": `"${artifact.sha256}"` };
}

/** A 200 in place of a 206 means that the artifact behind the range is another one. */
function requireSame(response: Response, offset: number, artifact: Artifact): void {
  if (response.headers.get("etag") !== `"${artifact.sha256}"` || response.status !== (offset === 0 ? 200 : 206)) {
    throw new IntegrityError("the service holds another artifact than the export states; get the export again");
  }
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  if (pieces.length === 1) return pieces[0]!;
  const whole = new Uint8Array(pieces.reduce((total, piece) => total + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
