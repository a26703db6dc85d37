/** Exports: create, follow, download. */
import type { Download, Export, FhirResourceType } from "./models.js";
import type { Transport } from "./transport.js";
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
export declare class Exports {
    #private;
    constructor(transport: Transport);
    create(wanted: CreateExport): Promise<Export>;
    get(exportId: string): Promise<Export>;
    /** The exports, newest first, page by page as they are asked for. */
    list(wanted?: ListExports): AsyncGenerator<Export, void>;
    /** Stops a pending export, or deletes the artifact of a READY one. */
    cancel(exportId: string): Promise<Export>;
    /** A short-lived URL of the artifact that works without a key. Treat it as a secret. */
    signedUrl(exportId: string): Promise<Download>;
    /**
     * The export now, then at each change, until it has ended. A stream that breaks is opened again; where events do not
     * come through at all, the export is polled.
     */
    events(exportId: string): AsyncGenerator<Export, void>;
    /** The export once it is READY. Throws ExportEnded where it ends otherwise, and WaitTimeout; it then goes on. */
    wait(exportId: string, options?: WaitOptions): Promise<Export>;
    /** `create`, then `wait`. */
    createAndWait(wanted: CreateExport & WaitOptions): Promise<Export>;
    /**
     * Writes the artifact to `path`, which exists only once its size and sha256 are verified. PATH.part holds what has
     * arrived; the same call again continues it. For Node, Deno and Bun: a browser has no files.
     *
     * Throws ExportEnded, IntegrityError, TargetExists and FileInUse.
     */
    download(export_: Export | string, path: string, options?: DownloadOptions): Promise<Export>;
    /**
     * Each FHIR resource of the artifact, without a file. A stream that breaks is continued where it broke. The checksum
     * is verified with the last resources: where IntegrityError is thrown, drop what came before.
     */
    records(export_: Export | string): AsyncGenerator<Record<string, unknown>, void>;
}
