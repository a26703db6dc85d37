/** Signals that wait until the service has stored them. */

import { ApiError } from "./errors.js";
import type { Outcome, OutgoingSignal, PreparedSignal, Signals } from "./signals.js";
import { prepare } from "./signals.js";

const BATCH = 500;
const BATCH_BYTES = 1_000_000; // of JSON: after more than a MiB a key has to rest, and it is short on a slow line

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
export class SignalQueue {
  readonly #signals: Signals;
  readonly #store: SignalStore;
  #flushing: Promise<Flushed> | undefined;

  constructor(signals: Signals, store: SignalStore) {
    this.#signals = signals;
    this.#store = store;
  }

  /** Gives the signal's idempotency key, once it is durable. Throws RangeError for what no service would take. */
  async put(signal: OutgoingSignal): Promise<string> {
    const item = prepare(signal);
    await this.#store.append(item);
    return item.idempotencyKey;
  }

  /**
   * Sends what waits now. A signal that can succeed later only stops the flush; it goes first the next time. Throws
   * ApiConnectionError while the service cannot be reached, and ApiError; what waits goes on waiting.
   */
  flush(): Promise<Flushed> {
    this.#flushing ??= this.#flush().finally(() => (this.#flushing = undefined));
    return this.#flushing;
  }

  /** Signals that wait. */
  waiting(): Promise<number> {
    return this.#store.waiting();
  }

  /** Signals that the service refused: correct them and `put` them with a new key, or `discard` them. */
  refused(): Promise<readonly RefusedSignal[]> {
    return this.#store.refused();
  }

  discard(idempotencyKey: string): Promise<void> {
    return this.#store.discard(idempotencyKey);
  }

  /** What waits stays in the store. */
  close(): Promise<void> {
    return this.#store.close();
  }

  /** Of each signal. A batch that is refused as a whole for what is in it is halved, down to the signal at fault. */
  async #outcomes(batch: readonly PreparedSignal[]): Promise<Outcome[]> {
    try {
      return await this.#signals.sendPrepared(batch, await keyOf(batch));
    } catch (error) {
      if (!(error instanceof ApiError && isOfItems(error))) throw error;
      if (batch.length === 1) return [{ idempotencyKey: batch[0]!.idempotencyKey, error }];
    }
    const half = Math.floor(batch.length / 2);
    return [...(await this.#outcomes(batch.slice(0, half))), ...(await this.#outcomes(batch.slice(half)))];
  }

  async #flush(): Promise<Flushed> {
    let [stored, refused] = [0, 0];
    for (;;) {
      const batch = within(await this.#store.first(BATCH), BATCH_BYTES);
      if (batch.length === 0) break;
      const outcomes = await this.#outcomes(batch);
      const taken = outcomes.filter((each) => each.stored).map((each) => each.idempotencyKey);
      const final = outcomes.flatMap(({ error }, at) =>
        error && !error.retryable
          ? [{ item: batch[at]!, code: error.code, detail: error.detail, details: error.details }]
          : [],
      );
      await this.#store.settle(taken, final);
      stored += taken.length;
      refused += final.length;
      if (taken.length + final.length < batch.length) break;
    }
    return { stored, refused, waiting: await this.#store.waiting() };
  }
}

/** The first of them that have so many bytes of JSON together, and one at least. */
function within(items: readonly PreparedSignal[], sizeBytes: number): readonly PreparedSignal[] {
  const encoder = new TextEncoder();
  let total = 0;
  const end = items.findIndex((item, at) => {
    total += encoder.encode(JSON.stringify(item)).length;
    return at > 0 && total > sizeBytes;
  });
  return end < 0 ? items : items.slice(0, end);
}

/** Whether a batch was refused as a whole for what is in it, so that a part of it may pass. */
function isOfItems(refusal: ApiError): boolean {
  if (["PAYLOAD_TOO_LARGE", "IDEMPOTENCY_KEY_REUSED"].includes(refusal.code)) return true;
  const { violations } = refusal.details as { violations?: readonly { readonly field?: unknown }[] };
  const fields = (violations ?? []).map(({ field }) => String(field));
  return refusal.code === "BAD_REQUEST" && fields.some((name) => name === "body" || name.startsWith("items"));
}

/** The same signals make the same key, so that a batch whose answer was lost is answered as it was. */
async function keyOf(batch: readonly PreparedSignal[]): Promise<string> {
  const names = new TextEncoder().encode(batch.map((item) => item.idempotencyKey).join("\n"));
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", names));
  return `batch-${[...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}
