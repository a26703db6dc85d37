/**
 * A queue's signals in a file: a journal of one JSON line a change, on disk before each method returns. A last line that
 * a kill or a power cut left unfinished was never acknowledged and is dropped. The journal is written anew, and renamed
 * into place, once most of it is of signals that have left.
 */
import { open, readFile, rename, unlink } from "node:fs/promises";
import { take, release } from "./lock.js";
const COMPACT_AFTER_LINES = 1000;
export class FileStore {
    path;
    file;
    #waiting = new Map();
    #refused = new Map();
    #lines = 0;
    #turn = Promise.resolve();
    constructor(path, file) {
        this.path = path;
        this.file = file;
    }
    /** Readable by its owner only. Throws FileInUse while another process has it. */
    static async open(path) {
        await take(path);
        try {
            const store = new FileStore(path, await open(path, "a", 0o600));
            await store.#load();
            return store;
        }
        catch (fault) {
            await release(path);
            throw fault;
        }
    }
    append(item) {
        return this.#alone(async () => {
            if (this.#waiting.has(item.idempotencyKey))
                return;
            await this.#write({ put: item });
        });
    }
    async first(count) {
        return [...this.#waiting.values()].slice(0, count);
    }
    settle(stored, refused) {
        return this.#alone(async () => {
            await this.#write({ stored, refused });
            if (this.#lines > COMPACT_AFTER_LINES && this.#lines > 2 * (this.#waiting.size + this.#refused.size)) {
                await this.#compact();
            }
        });
    }
    async waiting() {
        return this.#waiting.size;
    }
    async refused() {
        return [...this.#refused.values()];
    }
    discard(idempotencyKey) {
        return this.#alone(() => this.#write({ discarded: idempotencyKey }));
    }
    close() {
        return this.#alone(async () => {
            await this.file.close();
            await release(this.path);
        });
    }
    async #load() {
        const text = await readFile(this.path, "utf8");
        const whole = text.slice(0, text.lastIndexOf("\n") + 1);
        for (const line of whole.split("\n"))
            if (line)
                this.#apply(JSON.parse(line));
        if (whole.length < text.length)
            await this.file.truncate(Buffer.byteLength(whole));
    }
    async #write(change) {
        const line = Buffer.from(`${JSON.stringify(change)}\n`);
        const { size } = await this.file.stat();
        try {
            await this.file.write(line);
            await this.file.sync();
        }
        catch (fault) {
            await this.file.truncate(size); // half a line would take the next one with it
            throw fault;
        }
        this.#apply(change);
    }
    #apply(change) {
        this.#lines += 1;
        if ("put" in change) {
            this.#waiting.set(change.put.idempotencyKey, change.put);
        }
        else if ("discarded" in change) {
            this.#refused.delete(change.discarded);
        }
        else {
            for (const each of change.refused)
                this.#refused.set(each.item.idempotencyKey, each);
            for (const key of [...change.stored, ...change.refused.map((each) => each.item.idempotencyKey)]) {
                this.#waiting.delete(key);
            }
        }
    }
    async #compact() {
        const draft = `${this.path}.new`;
        await unlink(draft).catch(() => undefined);
        const kept = [...this.#waiting.values()].map((put) => ({ put }));
        if (this.#refused.size > 0)
            kept.push({ stored: [], refused: [...this.#refused.values()] });
        const file = await open(draft, "ax", 0o600);
        await file.writeFile(kept.map((change) => `${JSON.stringify(change)}\n`).join(""));
        await file.sync();
        await rename(draft, this.path);
        await this.file.close();
        this.file = file;
        this.#lines = kept.length;
    }
    /** Changes follow each other. */
    #alone(work) {
        const done = this.#turn.then(work);
        this.#turn = done.catch(() => undefined);
        return done;
    }
}
