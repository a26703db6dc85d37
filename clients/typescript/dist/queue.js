/** Signals that wait until the service has stored them. */
import { prepare } from "./signals.js";
const BATCH = 500;
/**
 * `put` writes a signal to the store and returns; `flush` sends what waits, in order, in batches. A signal leaves the
 * store once the service has it, and each retry carries its idempotency key: nothing is lost or stored twice, however
 * often the process is killed, for 24 hours after its first try. A signal that the service refuses as it is stops no
 * other: `refused` lists it. The store holds payloads.
 */
export class SignalQueue {
    #signals;
    #store;
    #flushing;
    constructor(signals, store) {
        this.#signals = signals;
        this.#store = store;
    }
    /** Gives the signal's idempotency key, once it is durable. Throws RangeError for what no service would take. */
    async put(signal) {
        const item = prepare(signal);
        await this.#store.append(item);
        return item.idempotencyKey;
    }
    /**
     * Sends what waits now. A signal that can succeed later only stops the flush; it goes first the next time. Throws
     * ApiConnectionError while the service cannot be reached, and ApiError; what waits goes on waiting.
     */
    flush() {
        this.#flushing ??= this.#flush().finally(() => (this.#flushing = undefined));
        return this.#flushing;
    }
    /** Signals that wait. */
    waiting() {
        return this.#store.waiting();
    }
    /** Signals that the service refused: correct them and `put` them with a new key, or `discard` them. */
    refused() {
        return this.#store.refused();
    }
    discard(idempotencyKey) {
        return this.#store.discard(idempotencyKey);
    }
    /** What waits stays in the store. */
    close() {
        return this.#store.close();
    }
    async #flush() {
        let [stored, refused] = [0, 0];
        for (;;) {
            const batch = await this.#store.first(BATCH);
            if (batch.length === 0)
                break;
            const outcomes = await this.#signals.sendPrepared(batch, await keyOf(batch));
            const taken = outcomes.filter((each) => each.stored).map((each) => each.idempotencyKey);
            const final = outcomes.flatMap(({ error }, at) => error && !error.retryable
                ? [{ item: batch[at], code: error.code, detail: error.detail, details: error.details }]
                : []);
            await this.#store.settle(taken, final);
            stored += taken.length;
            refused += final.length;
            if (taken.length + final.length < batch.length)
                break;
        }
        return { stored, refused, waiting: await this.#store.waiting() };
    }
}
/** The same signals make the same key, so that a batch whose answer was lost is answered as it was. */
async function keyOf(batch) {
    const names = new TextEncoder().encode(batch.map((item) => item.idempotencyKey).join("\n"));
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", names));
    return `batch-${[...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}
