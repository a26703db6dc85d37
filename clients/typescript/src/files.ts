/** What needs files: loaded when it is first used, so that the rest of the package runs in a browser. */

import { CuraeError } from "./errors.js";

/** Throws CuraeError where the runtime has no files. */
export async function withFiles<T>(load: () => Promise<T>): Promise<T> {
  if (typeof (globalThis as { document?: unknown }).document !== "undefined") {
    throw new CuraeError("a browser has no files: use exports.records, and a SignalStore of your own");
  }
  return load();
}
