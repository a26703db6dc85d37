/** Signals that wait until the service has stored them. */
import type { OutgoingSignal, PreparedSignal, Signals } from "./signals.js";
/** A signal that the service will never take as it is, and why. `details` names fields and rules, never values. */
export interface RefusedSignal {
    readonly item: PreparedSignal;
    readonly code: string;
    readonly detail: string;
    readonly details: Readonly<Record<string, unknown>>;
}
/** Where a queue keeps its signals. Each method is durable when it returns. */
export interface SignalStore {
    append(item: PreparedSignal): Promise<void>;
    /** The oldest that wait, in order. */
    first(count: number): Promise<readonly PreparedSignal[]>;
    /** Stored signals leave; refused ones stop waiting and are kept aside. */
    settle(stored: readonly string[], refused: readonly RefusedSignal[]): Promise<void>;
    waiting(): Promise<number>;
    refused(): Promise<readonly RefusedSignal[]>;
    discard(idempotencyKey: string): Promise<void>;
    close(): Promise<void>;
}
/** What one flush did, in signals. `waiting` is what waits still. */
export interface Flushed {
    readonly stored: number;
    readonly refused: number;
    readonly waiting: number;
}
/**
 * `put` writes a signal to the store and returns; `flush` sends what waits, in order, in batches. A signal leaves the
 * store once the service has it, and each retry carries its idempotency key: nothing is lost or stored twice, however
 * often the process is killed, for 24 hours after its first try. A signal that the service refuses as it is stops no
 * other: `refused` lists it. The store holds payloads.
 */
export declare class SignalQueue {
    #private;
    constructor(signals: Signals, store: SignalStore);
    /** Gives the signal's idempotency key, once it is durable. Throws RangeError for what no service would take. */
    put(signal: OutgoingSignal): Promise<string>;
    /**
     * Sends what waits now. A signal that can succeed later only stops the flush; it goes first the next time. Throws
     * ApiConnectionError while the service cannot be reached, and ApiError; what waits goes on waiting.
     */
    flush(): Promise<Flushed>;
    /** Signals that wait. */
    waiting(): Promise<number>;
    /** Signals that the service refused: correct them and `put` them with a new key, or `discard` them. */
    refused(): Promise<readonly RefusedSignal[]>;
    discard(idempotencyKey: string): Promise<void>;
    /** What waits stays in the store. */
    close(): Promise<void>;
}
