/** Exports: create, follow, download. */
import { bodyOf, lines } from "./artifact.js";
import { Deadline } from "./deadline.js";
import { CuraeError, ExportEnded, WaitTimeout } from "./errors.js";
import { sleep } from "./retry.js";
const FINAL = new Set(["READY", "FAILED", "CANCELLED", "EXPIRED"]);
const POLL_SECONDS = 2;
// The service sends a comment at least every 15 s, so silence beyond this is a broken connection.
const LONGEST_SILENCE_SECONDS = 45;
/** Every method throws ApiError and ApiConnectionError. */
export class Exports {
    #transport;
    constructor(transport) {
        this.#transport = transport;
    }
    async create(wanted) {
        const { idempotencyKey, since, resourceTypes, ...others } = wanted;
        const types = resourceTypes === undefined ? {} : { resourceTypes: [...resourceTypes] };
        const moment = since === undefined ? {} : { since: typeof since === "string" ? since : since.toISOString() };
        const { data } = await this.#transport.api.POST("/api/sdk/v1/records/exports", {
            params: { header: { "Idempotency-Key": idempotencyKey ?? crypto.randomUUID() } },
            body: { ...others, ...types, ...moment },
        });
        return data.export;
    }
    async get(exportId) {
        const { data } = await this.#transport.api.GET("/api/sdk/v1/records/exports/{exportId}", {
            params: { path: { exportId: checkedId(exportId) } },
        });
        return data.export;
    }
    /** The exports, newest first, page by page as they are asked for. */
    async *list(wanted = {}) {
        let cursor;
        do {
            const { data } = await this.#transport.api.GET("/api/sdk/v1/records/exports", {
                params: { query: cursor === undefined ? wanted : { ...wanted, cursor } },
            });
            yield* data.exports;
            cursor = data.pagination.nextCursor;
        } while (cursor !== undefined);
    }
    /** Stops a pending export, or deletes the artifact of a READY one. */
    async cancel(exportId) {
        const { data } = await this.#transport.api.DELETE("/api/sdk/v1/records/exports/{exportId}", {
            params: { path: { exportId: checkedId(exportId) } },
        });
        return data.export;
    }
    /** A short-lived URL of the artifact that works without a key. Treat it as a secret. */
    async signedUrl(exportId) {
        const { data } = await this.#transport.api.GET("/api/sdk/v1/records/exports/{exportId}/download", {
            params: { path: { exportId: checkedId(exportId) } },
        });
        return data.download;
    }
    /**
     * The export now, then at each change, until it has ended. A stream that breaks is opened again; where events do not
     * come through at all, the export is polled.
     */
    events(exportId) {
        return this.#changes(exportId, new Deadline());
    }
    /** The export once it is READY. Throws ExportEnded where it ends otherwise, and WaitTimeout; it then goes on. */
    async wait(exportId, options = {}) {
        for await (const change of this.#changes(exportId, new Deadline(options.timeout))) {
            options.onChange?.(change);
            if (change.status === "READY")
                return change;
            if (FINAL.has(change.status))
                throw new ExportEnded(change);
        }
        throw new WaitTimeout(exportId, options.timeout ?? 0);
    }
    /** `create`, then `wait`. */
    async createAndWait(wanted) {
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
    async download(export_, path, options = {}) {
        const ready = await this.#ready(export_);
        const { downloadTo } = await import(/* webpackIgnore: true */ "./node/download.js");
        await downloadTo(this.#transport, artifactPath(ready), artifactOf(ready), path, options.onProgress);
        return ready;
    }
    /**
     * Each FHIR resource of the artifact, without a file. A stream that breaks is continued where it broke. The checksum
     * is verified with the last resources: where IntegrityError is thrown, drop what came before.
     */
    async *records(export_) {
        const ready = await this.#ready(export_);
        for await (const line of lines(this.#transport, artifactPath(ready), artifactOf(ready)))
            yield JSON.parse(line);
    }
    async #ready(export_) {
        const known = typeof export_ === "string" ? await this.get(export_) : export_;
        if (known.status === "READY")
            return known;
        if (FINAL.has(known.status))
            throw new ExportEnded(known);
        return this.wait(known.id);
    }
    /** Ends with the export, or at the deadline. */
    async *#changes(exportId, deadline) {
        let seen;
        for (let retry = 0; !deadline.hasPassed;) {
            try {
                for await (const change of this.#seen(exportId, deadline)) {
                    retry = 0;
                    if (!same(change, seen))
                        yield (seen = change);
                    if (FINAL.has(change.status))
                        return;
                }
            }
            catch (fault) {
                retry += 1;
                if (!deadline.hasPassed)
                    await this.#transport.pause(retry, fault, deadline);
            }
        }
    }
    /** What the events say and, where they end before the export does, what a poll says after a pause. */
    async *#seen(exportId, deadline) {
        yield* this.#stream(exportId, deadline);
        await sleep(deadline.within(POLL_SECONDS));
        if (!deadline.hasPassed)
            yield await this.get(exportId);
    }
    async *#stream(exportId, deadline) {
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
                    if (data)
                        yield JSON.parse(data).export;
                }
                if (deadline.hasPassed)
                    return;
            }
        }
        finally {
            stop.abort();
        }
    }
}
/** The data of a server-sent event (WHATWG HTML, section 9.2); nothing of a comment. */
function dataOf(event) {
    const found = event.split("\n").filter((line) => line.startsWith("data:"));
    return found.map((line) => line.slice(5).replace(/^ /, "")).join("\n");
}
/** Ids go into a path as they are, so they hold nothing that a path gives a meaning. */
function checkedId(exportId) {
    if (!/^[0-9A-Za-z-]+$/.test(exportId))
        throw new TypeError("an export's id is a UUID");
    return exportId;
}
function artifactPath(export_) {
    return `/records/exports/${checkedId(export_.id)}/artifact`;
}
function artifactOf(export_) {
    if (!export_.artifact)
        throw new CuraeError(`export ${export_.id} is ${export_.status} without an artifact`);
    return export_.artifact;
}
function same(one, other) {
    return other !== undefined && JSON.stringify(one) === JSON.stringify(other);
}
