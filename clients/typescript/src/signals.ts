/** Signals: send one, send many, queue them on disk. */

import type { ApiError } from "./errors.js";
import type { components } from "./generated/api.js";
import { withFiles } from "./files.js";
import type { Payload, Signal, SignalNamespace } from "./models.js";
import { SignalQueue, type SignalStore } from "./queue.js";
import { problemError, type Transport } from "./transport.js";

export const MAX_BATCH = 500;
const MAX_PAYLOAD_BYTES = 65_536;

export interface OutgoingSignal {
  readonly connectionId: string;
  readonly namespace: string;
  readonly signalType: string;
  readonly payload: Payload;
  /** A text keeps its offset from UTC, which says where the event was. */
  readonly occurredAt?: Date | string;
  readonly occurredUntil?: Date | string;
  /** Makes each retry of the signal safe, alone or in another batch. Default: a new one. */
  readonly idempotencyKey?: string;
}

/** A signal as it is sent, with its key. */
export interface PreparedSignal {
  readonly idempotencyKey: string;
  readonly signal: Omit<OutgoingSignal, "idempotencyKey" | "occurredAt" | "occurredUntil"> & {
    readonly occurredAt?: string;
    readonly occurredUntil?: string;
  };
}

export type SignalRecord = components["schemas"]["SignalRecord"];
export type SignalTombstone = components["schemas"]["SignalTombstone"];
export type SignalFigures = components["schemas"]["SignalFigures"];
export type CorrectedSignal = Omit<OutgoingSignal, "connectionId" | "namespace" | "signalType">;

/** Which signals to read back: `since` and `until` are RFC 3339 times, by `eventAt`. */
export interface WantedSignals {
  readonly connectionId: string;
  readonly namespace?: string;
  readonly signalType?: string;
  readonly since?: string;
  readonly until?: string;
}

/** Which numbers to sum up: `field` is a member of the payload, such as `steps`, or `sleep.deep` of an object in it. */
export interface WantedFigures {
  readonly connectionId: string;
  readonly namespace: string;
  readonly signalType: string;
  readonly field: string;
  readonly interval: "day" | "hour";
  readonly since: string;
  readonly until: string;
  /** Where days and hours begin, such as `+01:00`. Default: UTC. */
  readonly utcOffset?: string;
}

/** What became of one signal: `stored`, or `error`. */
export interface Outcome {
  readonly idempotencyKey: string;
  readonly stored?: Signal;
  readonly error?: ApiError;
}

/** Every method throws ApiError and ApiConnectionError, and RangeError for what no service would take. */
export class Signals {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /**
   * Stores one signal once, however often the call is retried. `dryRun`: the service judges it and stores nothing; the
   * id of the answer names nothing.
   */
  async send(signal: OutgoingSignal, options: { readonly dryRun?: boolean } = {}): Promise<Signal> {
    const prepared = prepare(signal);
    const { data } = await this.#transport.api.POST("/api/sdk/v1/signals", {
      params: { header: { "Idempotency-Key": prepared.idempotencyKey } },
      body: { ...prepared.signal, sentAt: sentNow(), ...(options.dryRun ? { dryRun: true } : {}) },
    });
    return data!.signal;
  }

  /**
   * Stores up to 500 signals in order. Each has an outcome of its own: one that is refused stops no other. An outcome
   * whose `error` is `retryable` can succeed later: send its signal again with its own key.
   */
  async sendBatch(signals: readonly OutgoingSignal[], idempotencyKey?: string): Promise<Outcome[]> {
    return this.sendPrepared(signals.map(prepare), idempotencyKey);
  }

  /** @internal */
  async sendPrepared(items: readonly PreparedSignal[], idempotencyKey?: string): Promise<Outcome[]> {
    if (items.length < 1 || items.length > MAX_BATCH) {
      throw new RangeError(`a batch holds 1 to ${MAX_BATCH} signals; got ${items.length}`);
    }
    const { data } = await this.#transport.api.POST("/api/sdk/v1/signals:batch", {
      params: { header: { "Idempotency-Key": idempotencyKey ?? crypto.randomUUID() } },
      body: { items: [...items], sentAt: sentNow() },
    });
    return data!.results.map((result, at) => ({
      idempotencyKey: items[at]!.idempotencyKey,
      ...(result.signal ? { stored: result.signal } : {}),
      ...(result.problem ? { error: problemError({ ...result.problem }, result.problem.status) } : {}),
    }));
  }

  /** The signals of a connection, the last to happen first, page by page as they are asked for. Needs `signal:read`. */
  async *records(wanted: WantedSignals): AsyncGenerator<SignalRecord, void> {
    let cursor: string | undefined;
    do {
      const { data } = await this.#transport.api.GET("/api/sdk/v1/signals", {
        params: { query: { ...wanted, limit: 100, ...(cursor === undefined ? {} : { cursor }) } },
      });
      yield* data!.signals;
      cursor = data!.pagination.nextCursor;
    } while (cursor !== undefined);
  }

  /** Count, min, max, mean and sum of each interval that has a number in the field. Needs the scope `signal:read`. */
  async aggregate(wanted: WantedFigures): Promise<readonly SignalFigures[]> {
    const { data } = await this.#transport.api.GET("/api/sdk/v1/signals:aggregate", { params: { query: { ...wanted } } });
    return data!.intervals;
  }

  /** `record`, or `tombstone` where the signal was withdrawn. Needs the scope `signal:read`. */
  async get(signalId: string): Promise<{ readonly record?: SignalRecord; readonly tombstone?: SignalTombstone }> {
    const { data } = await this.#transport.api.GET("/api/sdk/v1/signals/{signalId}", { params: { path: { signalId } } });
    return data!;
  }

  /** Has the payload deleted; a tombstone stays. It can be repeated. */
  async withdraw(signalId: string): Promise<SignalTombstone> {
    const { data } = await this.#transport.api.DELETE("/api/sdk/v1/signals/{signalId}", { params: { path: { signalId } } });
    return data!.tombstone;
  }

  /** Stores a signal with an id of its own in the place of another one, which is withdrawn. */
  async replace(signalId: string, corrected: CorrectedSignal): Promise<Signal> {
    const { idempotencyKey, signal } = prepare({ connectionId: "", namespace: "", signalType: "", ...corrected });
    const { payload, occurredAt, occurredUntil } = signal;
    const times = { ...(occurredAt ? { occurredAt } : {}), ...(occurredUntil ? { occurredUntil } : {}) };
    const { data } = await this.#transport.api.POST("/api/sdk/v1/signals/{signalId}:replace", {
      params: { path: { signalId }, header: { "Idempotency-Key": idempotencyKey } },
      body: { payload, ...times, sentAt: sentNow() },
    });
    return data!.signal;
  }

  async namespaces(): Promise<readonly SignalNamespace[]> {
    const { data } = await this.#transport.api.GET("/api/sdk/v1/signals/namespaces");
    return data!.namespaces;
  }

  async namespace(name: string): Promise<SignalNamespace> {
    if (!/^[a-z0-9_]+$/.test(name)) throw new TypeError("a namespace's name holds lower-case letters, digits and underscores");
    const { data } = await this.#transport.api.GET("/api/sdk/v1/signals/namespaces/{namespace}", {
      params: { path: { namespace: name } },
    });
    return data!.namespace;
  }

  /**
   * Signals that wait until they are stored, over restarts and power cuts: in a file (Node, Deno, Bun), or in a store of
   * your own.
   */
  async queue(place: string | SignalStore): Promise<SignalQueue> {
    if (typeof place !== "string") return new SignalQueue(this, place);
    const { FileStore } = await withFiles(() => import(/* webpackIgnore: true */ "./node/file_store.js"));
    return new SignalQueue(this, await FileStore.open(place));
  }
}

/** Throws RangeError for a payload that is not JSON, or is too large; its text never quotes the payload. */
export function prepare(given: OutgoingSignal): PreparedSignal {
  const { idempotencyKey, occurredAt, occurredUntil, ...signal } = given;
  const size = jsonBytes(signal.payload);
  if (size === undefined) throw new RangeError("the payload is not JSON: strings, finite numbers, booleans, arrays, objects");
  if (size > MAX_PAYLOAD_BYTES) {
    throw new RangeError(`the payload has ${size} bytes as JSON; at most ${MAX_PAYLOAD_BYTES} are taken`);
  }
  const times = { occurredAt: momentText(occurredAt), occurredUntil: momentText(occurredUntil) };
  const givenTimes = Object.fromEntries(Object.entries(times).filter(([, text]) => text !== undefined));
  return { idempotencyKey: idempotencyKey ?? crypto.randomUUID(), signal: { ...signal, ...givenTimes } };
}

function momentText(moment: Date | string | undefined): string | undefined {
  return moment instanceof Date ? moment.toISOString() : moment;
}

/** When a request is sent, by this device's clock: the service finds by it how wrong that is. */
function sentNow(): string {
  return new Date().toISOString();
}

/** JSON.stringify turns NaN into null and drops functions: here they are no JSON. */
function jsonBytes(value: unknown): number | undefined {
  try {
    const text = JSON.stringify(value, (_name, each: unknown) => {
      const isLost = each === undefined || typeof each === "function" || typeof each === "symbol";
      if (isLost || (typeof each === "number" && !Number.isFinite(each))) throw new TypeError();
      return each;
    });
    return new TextEncoder().encode(text).length;
  } catch {
    return undefined;
  }
}
