/**
 * A queue's signals in a file: a journal of one JSON line a change, on disk before each method returns. A last line that
 * a kill or a power cut left unfinished was never acknowledged and is dropped. The journal is written anew, and renamed
 * into place, once most of it is of signals that have left.
 */
import type { RefusedSignal, SignalStore } from "../queue.js";
import type { PreparedSignal } from "../signals.js";
export declare class FileStore implements SignalStore {
    #private;
    private readonly path;
    private file;
    private constructor();
    /** Readable by its owner only. Throws FileInUse while another process has it. */
    static open(path: string): Promise<FileStore>;
    append(item: PreparedSignal): Promise<void>;
    first(count: number): Promise<readonly PreparedSignal[]>;
    settle(stored: readonly string[], refused: readonly RefusedSignal[]): Promise<void>;
    waiting(): Promise<number>;
    refused(): Promise<readonly RefusedSignal[]>;
    discard(idempotencyKey: string): Promise<void>;
    close(): Promise<void>;
}
