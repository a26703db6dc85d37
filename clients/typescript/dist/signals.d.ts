/** Signals: send one, send many, queue them on disk. */
import type { ApiError } from "./errors.js";
import type { Payload, Signal, SignalNamespace } from "./models.js";
import { SignalQueue, type SignalStore } from "./queue.js";
import { type Transport } from "./transport.js";
export declare const MAX_BATCH = 500;
export interface OutgoingSignal {
    readonly connectionId: string;
    readonly namespace: string;
    readonly signalType: string;
    readonly payload: Payload;
    readonly occurredAt?: Date | string;
    /** Makes each retry of the signal safe, alone or in another batch. Default: a new one. */
    readonly idempotencyKey?: string;
}
/** A signal as it is sent, with its key. */
export interface PreparedSignal {
    readonly idempotencyKey: string;
    readonly signal: Omit<OutgoingSignal, "idempotencyKey" | "occurredAt"> & {
        readonly occurredAt?: string;
    };
}
/** What became of one signal: `stored`, or `error`. */
export interface Outcome {
    readonly idempotencyKey: string;
    readonly stored?: Signal;
    readonly error?: ApiError;
}
/** Every method throws ApiError and ApiConnectionError, and RangeError for what no service would take. */
export declare class Signals {
    #private;
    constructor(transport: Transport);
    /** Stores one signal once, however often the call is retried. */
    send(signal: OutgoingSignal): Promise<Signal>;
    /**
     * Stores up to 500 signals in order. Each has an outcome of its own: one that is refused stops no other. An outcome
     * whose `error` is `retryable` can succeed later: send its signal again with its own key.
     */
    sendBatch(signals: readonly OutgoingSignal[], idempotencyKey?: string): Promise<Outcome[]>;
    /** @internal */
    sendPrepared(items: readonly PreparedSignal[], idempotencyKey?: string): Promise<Outcome[]>;
    namespaces(): Promise<readonly SignalNamespace[]>;
    namespace(name: string): Promise<SignalNamespace>;
    /**
     * Signals that wait until they are stored, over restarts and power cuts: in a file (Node, Deno, Bun), or in a store of
     * your own.
     */
    queue(place: string | SignalStore): Promise<SignalQueue>;
}
/** Throws RangeError for a payload that is not JSON, or is too large; its text never quotes the payload. */
export declare function prepare(given: OutgoingSignal): PreparedSignal;
