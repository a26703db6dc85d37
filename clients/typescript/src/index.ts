/** The TypeScript client of the CuraeAI SDK data plane. */

import { Exports } from "./exports.js";
import { Signals } from "./signals.js";
import { type Options, Transport } from "./transport.js";

export * from "./errors.js";
export type { CreateExport, DownloadOptions, ListExports, WaitOptions } from "./exports.js";
export { Exports } from "./exports.js";
export type * from "./models.js";
export type { Flushed, RefusedSignal, SignalStore } from "./queue.js";
export { SignalQueue } from "./queue.js";
export type { RetryOptions } from "./retry.js";
export type {
  CorrectedSignal,
  Outcome,
  OutgoingSignal,
  PreparedSignal,
  SignalFigures,
  SignalRecord,
  SignalTombstone,
  WantedFigures,
  WantedSignals,
} from "./signals.js";
export { Signals } from "./signals.js";
export { type Options, VERSION } from "./transport.js";
export * as webhooks from "./webhooks.js";

/**
 * A client of one CuraeAI SDK data plane. Throws TypeError for a missing key, and for a baseUrl that would send the key
 * unencrypted to another machine (`allowHttp` permits it).
 */
export class Curae {
  readonly exports: Exports;
  readonly signals: Signals;

  constructor(options: Options = {}) {
    const transport = new Transport(options);
    this.exports = new Exports(transport);
    this.signals = new Signals(transport);
  }
}
