/** The TypeScript client of the CuraeAI SDK data plane. */
import { Exports } from "./exports.js";
import { Signals } from "./signals.js";
import { Transport } from "./transport.js";
export * from "./errors.js";
export { Exports } from "./exports.js";
export { SignalQueue } from "./queue.js";
export { Signals } from "./signals.js";
export { VERSION } from "./transport.js";
export * as webhooks from "./webhooks.js";
/**
 * A client of one CuraeAI SDK data plane. Throws TypeError for a missing key, and for a baseUrl that would send the key
 * unencrypted to another machine (`allowHttp` permits it).
 */
export class Curae {
    exports;
    signals;
    constructor(options = {}) {
        const transport = new Transport(options);
        this.exports = new Exports(transport);
        this.signals = new Signals(transport);
    }
}
