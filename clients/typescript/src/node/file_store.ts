/**
 * A queue's signals in a file: a journal of one JSON line a change, on disk before each method returns. A last line that
 * a kill or a power cut left unfinished was never acknowledged and is dropped. The journal is written anew, and renamed
 * into place, once most of it is of signals that have left.
 */

import { type FileHandle, open, readFile, rename, unlink } from "node:fs/promises";
import type { RefusedSignal, SignalStore } from "../queue.js";
import type { PreparedSignal } from "../signals.js";
import { take, release } from "./lock.js";

const COMPACT_AFTER_LINES = 1000;

type Change =
  | { readonly put: PreparedSignal }
  | { readonly stored: readonly string[]; readonly refused: readonly RefusedSignal[] }
  | { readonly discarded: string };

export class FileStore implements SignalStore {
  readonly #waiting = new Map<string, PreparedSignal>();
  readonly #refused = new Map<string, RefusedSignal>();
  #lines = 0;
  #turn: Promise<unknown> = Promise.resolve();

  private constructor(
    private readonly path: string,
    private file: FileHandle,
  ) {}

  /** Readable by its owner only. Throws FileInUse while another process has it. */
  static async open(path: string): Promise<FileStore> {
    await take(path);
    try {
      const store = new FileStore(path, await open(path, "a", 0o600));
      await store.#load();
      return store;
    } catch (fault) {
      await release(path);
      throw fault;
    }
  }

  append(item: PreparedSignal): Promise<void> {
    return this.#alone(async () => {
      if (this.#waiting.has(item.idempotencyKey)) return;
      await this.#write({ put: item });
    });
  }

  async first(count: number): Promise<readonly PreparedSignal[]> {
    return [...this.#waiting.values()].slice(0, count);
  }

  settle(stored: readonly string[], refused: readonly RefusedSignal[]): Promise<void> {
    return this.#alone(async () => {
      await this.#write({ stored, refused });
      if (this.#lines > COMPACT_AFTER_LINES && this.#lines > 2 * (this.#waiting.size + this.#refused.size)) {
        await this.#compact();
      }
    });
  }

  async waiting(): Promise<number> {
    return this.#waiting.size;
  }

  async refused(): Promise<readonly RefusedSignal[]> {
    return [...this.#refused.values()];
  }

  discard(idempotencyKey: string): Promise<void> {
    return this.#alone(() => this.#write({ discarded: idempotencyKey }));
  }

  close(): Promise<void> {
    return this.#alone(async () => {
      await this.file.close();
      await release(this.path);
    });
  }

  async #load(): Promise<void> {
    const text = await readFile(this.path, "utf8");
    const whole = text.slice(0, text.lastIndexOf("\n") + 1);
    for (const line of whole.split("\n")) if (line) this.#apply(JSON.parse(line) as Change);
    if (whole.length < text.length) await this.file.truncate(Buffer.byteLength(whole));
  }

  async #write(change: Change): Promise<void> {
    const line = Buffer.from(`${JSON.stringify(change)}\n`);
    const { size } = await this.file.stat();
    try {
      await this.file.write(line);
      await this.file.sync();
    } catch (fault) {
      await this.file.truncate(size); // half a line would take the next one with it
      throw fault;
    }
    this.#apply(change);
  }

  #apply(change: Change): void {
    this.#lines += 1;
    if ("put" in change) {
      this.#waiting.set(change.put.idempotencyKey, change.put);
    } else if ("discarded" in change) {
      this.#refused.delete(change.discarded);
    } else {
      for (const each of change.refused) this.#refused.set(each.item.idempotencyKey, each);
      for (const key of [...change.stored, ...change.refused.map((each) => each.item.idempotencyKey)]) {
        this.#waiting.delete(key);
      }
    }
  }

  async #compact(): Promise<void> {
    const draft = `${this.path}.new`;
    await unlink(draft).catch(() => undefined);
    const kept: Change[] = [...this.#waiting.values()].map((put) => ({ put }));
    if (this.#refused.size > 0) kept.push({ stored: [], refused: [...this.#refused.values()] });
    const file = await open(draft, "ax", 0o600);
    await file.writeFile(kept.map((change) => `${JSON.stringify(change)}\n`).join(""));
    await file.sync();
    await rename(draft, this.path);
    await this.file.close();
    this.file = file;
    this.#lines = kept.length;
  }

  /** Changes follow each other. */
  #alone<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#turn.then(work);
    this.#turn = done.catch(() => undefined);
    return done;
  }
}
