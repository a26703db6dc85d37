/** Exports: create, follow, download. */

import { bodyOf, lines } from "./artifact.js";
import { Deadline } from "./deadline.js";
import { CuraeError, ExportEnded, WaitTimeout } from "./errors.js";
import { withFiles } from "./files.js";
import type { Artifact, Download, Export, FhirResourceType } from "./models.js";
import { sleep } from "./retry.js";
import type { Transport } from "./transport.js";

const FINAL: ReadonlySet<string> = new Set(["READY", "FAILED", "CANCELLED", "EXPIRED"]);
const POLL_SECONDS = 2;
// The service sends a comment at least every 15 s, so silence beyond this is a broken connection.
const LONGEST_SILENCE_SECONDS = 45;

export interface CreateExport {
  readonly connectionId: string;
  readonly resourceTypes?: readonly FhirResourceType[];
  readonly includeRawFhir?: boolean;
  /** Only what changed at or after it. */
  readonly since?: Date | string;
  /** Default: a new one, kept over all retries of the call. Give your own to be safe over a restart of your process. */
  readonly idempotencyKey?: string;
}

export interface WaitOptions {
  /** Seconds. Default: as long as it takes. */
  readonly timeout?: number;
  readonly onChange?: (export_: Export) => void;
}

export interface DownloadOptions {
  /** Gets the bytes so far and the bytes in all. */
  readonly onProgress?: (bytes: number, total: number) => void;
}

export interface ListExports {
  readonly connectionId?: string;
  /** The size of a page. */
  readonly limit?: number;
}

/** Every method throws ApiError and ApiConnectionError. */
export class Exports {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  async create(wanted: CreateExport): Promise<Export> {
    const { idempotencyKey, since, resourceTypes, ...others } = wanted;
    const types = resourceTypes === undefined ? {} : { resourceTypes: [...resourceTypes] };
    const moment = since === undefined ? {} : { since: typeof since === "string" ? since : since.toISOString() };
    const { data } = await this.#transport.api.POST("/api/sdk/v1/records/exports", {
      params: { header: { "Idempotency-Key": idempotencyKey ?? crypto.randomUUID() } },
      body: { ...others, ...types, ...moment },
    });
    return data!.export;
  }

  async get(exportId: string): Promise<Export> {
    const { data } = await this.#transport.api.GET("/api/sdk/v1/records/exports/{exportId}", {
      params: { path: { exportId: checkedId(exportId) } },
    });
    return data!.export;
  }

  /** The exports, newest first, page by page as they are asked for. */
  async *list(wanted: ListExports = {}): AsyncGenerator<Export, void> {
    let cursor: string | undefined;
    do {
      const { data } = await this.#transport.api.GET("/api/sdk/v1/records/exports", {
        params: { query: cursor === undefined ? wanted : { ...wanted, cursor } },
      });
      yield* data!.exports;
      cursor = data!.pagination.nextCursor;
    } while (cursor !== undefined);
  }

  /** Stops a pending export, or deletes the artifact of a READY one. */
  async cancel(exportId: string): Promise<Export> {
    const { data } = await this.#transport.api.DELETE("/api/sdk/v1/records/exports/{exportId}", {
      params: { path: { exportId: checkedId(exportId) } },
    });
    return data!.export;
  }

  /** A short-lived URL of the artifact that works without a key. Treat it as a secret. */
  async signedUrl(exportId: string): Promise<Download> {
    const { data } = await this.#transport.api.GET("/api/sdk/v1/records/exports/{exportId}/download", {
      params: { path: { exportId: checkedId(exportId) } },
    });
    return data!.download;
  }

  /**
   * The export now, then at each change, until it has ended. A stream that breaks is opened again; where events do not
   * come through at all, the export is polled.
   */
  events(exportId: string): AsyncGenerator<Export, void> {
    return this.#changes(exportId, new Deadline());
  }

  /** The export once it is READY. Throws ExportEnded where it ends otherwise, and WaitTimeout; it then goes on. */
  async wait(exportId: string, options: WaitOptions = {}): Promise<Export> {
    for await (const change of this.#changes(exportId, new Deadline(options.timeout))) {
      options.onChange?.(change);
      if (change.status === "READY") return change;
      if (FINAL.has(change.status)) throw new ExportEnded(change);
    }
    throw new WaitTimeout(exportId, options.timeout ?? 0);
  }

  /** `create`, then `wait`. */
  async createAndWait(wanted: CreateExport & WaitOptions): Promise<Export> {
    const { timeout, onChange, ...order } = wanted;
    const export_ = await this.create(order);
    return this.wait(export_.id, { ...(timeout === undefined ? {} : { timeout }), ...(onChange ? { onChange } : {}) });
  }

  /**
   * Writes the artifact to `path`, which exists only once its size and sha256 are verified. PATH.part holds what has
   * arrived; the same call again continues it. For Node, Deno and Bun: a browser has no files.
   *
   * Throws ExportEnded, IntegrityError, TargetExists and FileInUse.
   */
  async download(export_: Export | string, path: string, options: DownloadOptions = {}): Promise<Export> {
    const ready = await this.#ready(export_);
    const { downloadTo } = await withFiles(() => import(/* webpackIgnore: true */ "./node/download.js"));
    await downloadTo(this.#transport, artifactPath(ready), artifactOf(ready), path, options.onProgress);
    return ready;
  }

  /**
   * Each FHIR resource of the artifact, without a file. A stream that breaks is continued where it broke. The checksum
   * is verified with the last resources: where IntegrityError is thrown, drop what came before.
   */
  async *records(export_: Export | string): AsyncGenerator<Record<string, unknown>, void> {
    const ready = await this.#ready(export_);
    for await (const line of lines(this.#transport, artifactPath(ready), artifactOf(ready))) yield JSON.parse(line);
  }

  /**
   * Like `download`, of the records that were deleted since the export's `since`: FHIR Bundles of DELETE entries. Throws
   * CuraeError besides, where the export has no `since`.
   */
  async downloadDeletions(export_: Export | string, path: string, options: DownloadOptions = {}): Promise<Export> {
    const ready = await this.#ready(export_);
    const { downloadTo } = await withFiles(() => import(/* webpackIgnore: true */ "./node/download.js"));
    await downloadTo(this.#transport, deletionsPath(ready), deletionsOf(ready), path, options.onProgress);
    return ready;
  }

  /**
   * `Type/id` of each record that was deleted since the export's `since`; remove these from what you hold. Like
   * `records`. Throws CuraeError besides, where the export has no `since`.
   */
  async *deletions(export_: Export | string): AsyncGenerator<string, void> {
    const ready = await this.#ready(export_);
    for await (const line of lines(this.#transport, deletionsPath(ready), deletionsOf(ready))) {
      const bundle = JSON.parse(line) as { entry: { request: { url: string } }[] };
      for (const entry of bundle.entry) yield entry.request.url;
    }
  }

  async #ready(export_: Export | string): Promise<Export> {
    const known = typeof export_ === "string" ? await this.get(export_) : export_;
    if (known.status === "READY") return known;
    if (FINAL.has(known.status)) throw new ExportEnded(known);
    return this.wait(known.id);
  }

  /** Ends with the export, or at the deadline. */
  async *#changes(exportId: string, deadline: Deadline): AsyncGenerator<Export, void> {
    let seen: Export | undefined;
    for (let retry = 0; !deadline.hasPassed; ) {
      try {
        for await (const change of this.#seen(exportId, deadline)) {
          retry = 0;
          if (!same(change, seen)) yield (seen = change);
          if (FINAL.has(change.status)) return;
        }
      } catch (fault) {
        retry += 1;
        if (!deadline.hasPassed) await this.#transport.pause(retry, fault, deadline);
      }
    }
  }

  /** What the events say and, where they end before the export does, what a poll says after a pause. */
  async *#seen(exportId: string, deadline: Deadline): AsyncGenerator<Export, void> {
    yield* this.#stream(exportId, deadline);
    await sleep(deadline.within(POLL_SECONDS));
    if (!deadline.hasPassed) yield await this.get(exportId);
  }

  async *#stream(exportId: string, deadline: Deadline): AsyncGenerator<Export, void> {
    const stop = new AbortController();
    const silence = deadline.within(LONGEST_SILENCE_SECONDS);
    const path = `/records/exports/${checkedId(exportId)}/events`;
    const response = await this.#transport.open(path, {}, { signal: stop.signal, timeout: silence });
    const decoder = new TextDecoder();
    let text = "";
    try {
      for await (const chunk of bodyOf(response, silence)) {
        text += decoder.decode(chunk, { stream: true });
        const events = text.split("\n\n");
        text = events.pop() ?? "";
        for (const event of events) {
          const data = dataOf(event);
          if (data) yield (JSON.parse(data) as { export: Export }).export;
        }
        if (deadline.hasPassed) return;
      }
    } finally {
      stop.abort();
    }
  }
}

/** The data of a server-sent event (WHATWG HTML, section 9.2); nothing of a comment. */
function dataOf(event: string): string {
  const found = event.split("\n").filter((line) => line.startsWith("data:"));
  return found.map((line) => line.slice(5).replace(/^ /, "")).join("\n");
}

/** Ids go into a path as they are, so they hold nothing that a path gives a meaning. */
function checkedId(exportId: string): string {
  if (!/^[0-9A-Za-z-]+$/.test(exportId)) throw new TypeError("an export's id is a UUID");
  return exportId;
}

function artifactPath(export_: Export): string {
  return `/records/exports/${checkedId(export_.id)}/artifact`;
}

function deletionsPath(export_: Export): string {
  return `${artifactPath(export_)}/deletions`;
}

function deletionsOf(export_: Export): Artifact {
  if (!export_.deletions) throw new CuraeError(`export ${export_.id} has no deletions: only an export with since has them`);
  return export_.deletions;
}

function artifactOf(export_: Export): Artifact {
  if (!export_.artifact) throw new CuraeError(`export ${export_.id} is ${export_.status} without an artifact`);
  return export_.artifact;
}

function same(one: Export, other: Export | undefined): boolean {
  return other !== undefined && JSON.stringify(one) === JSON.stringify(other);
}
