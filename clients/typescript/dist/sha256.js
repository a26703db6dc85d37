/**
 * SHA-256 (FIPS 180-4) of bytes as they arrive. WebCrypto hashes whole buffers only, and a browser has nothing else;
 * where `node:crypto` is there, that one is taken.
 */
export async function newSha256() {
    try {
        const { createHash } = await import(/* webpackIgnore: true */ "node:crypto");
        const hash = createHash("sha256");
        return { update: (bytes) => void hash.update(bytes), hex: () => hash.digest("hex") };
    }
    catch {
        return new PlainSha256();
    }
}
const BLOCK_BYTES = 64;
const LENGTH_AT = 56;
const PRIMES = firstPrimes(64);
const ROUND_CONSTANTS = new Uint32Array(PRIMES.map((prime) => fraction(Math.cbrt(prime))));
/** The one for browsers. */
export class PlainSha256 {
    #state = new Uint32Array(PRIMES.slice(0, 8).map((prime) => fraction(Math.sqrt(prime))));
    #block = new Uint8Array(BLOCK_BYTES);
    #view = new DataView(this.#block.buffer);
    #words = new Uint32Array(64);
    #filled = 0;
    #total = 0;
    update(bytes) {
        this.#total += bytes.length;
        for (let at = 0; at < bytes.length;) {
            const count = Math.min(BLOCK_BYTES - this.#filled, bytes.length - at);
            this.#block.set(bytes.subarray(at, at + count), this.#filled);
            this.#filled += count;
            at += count;
            if (this.#filled === BLOCK_BYTES)
                this.#compress();
        }
    }
    hex() {
        const bits = this.#total * 8;
        this.#block[this.#filled] = 0x80;
        this.#block.fill(0, this.#filled + 1);
        if (this.#filled >= LENGTH_AT) {
            this.#compress();
            this.#block.fill(0);
        }
        this.#view.setUint32(LENGTH_AT, Math.floor(bits / 2 ** 32));
        this.#view.setUint32(LENGTH_AT + 4, bits >>> 0);
        this.#compress();
        return [...this.#state].map((word) => word.toString(16).padStart(8, "0")).join("");
    }
    #compress() {
        const w = this.#words;
        for (let i = 0; i < 16; i += 1)
            w[i] = this.#view.getUint32(4 * i);
        for (let i = 16; i < 64; i += 1) {
            const [early, late] = [w[i - 15], w[i - 2]];
            const small = rotated(early, 7) ^ rotated(early, 18) ^ (early >>> 3);
            const large = rotated(late, 17) ^ rotated(late, 19) ^ (late >>> 10);
            w[i] = (w[i - 16] + small + w[i - 7] + large) | 0;
        }
        let [a, b, c, d, e, f, g, h] = this.#state;
        for (let i = 0; i < 64; i += 1) {
            const chosen = (e & f) ^ (~e & g);
            const first = (h + (rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25)) + chosen + ROUND_CONSTANTS[i] + w[i]) | 0;
            const majority = (a & b) ^ (a & c) ^ (b & c);
            const second = ((rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22)) + majority) | 0;
            [h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + second) | 0];
        }
        [a, b, c, d, e, f, g, h].forEach((word, i) => {
            this.#state[i] = (this.#state[i] + word) | 0;
        });
        this.#filled = 0;
    }
}
function rotated(word, by) {
    return (word >>> by) | (word << (32 - by));
}
/** The first 32 bits behind the point. */
function fraction(root) {
    return Math.floor((root - Math.floor(root)) * 2 ** 32);
}
function firstPrimes(count) {
    const found = [];
    for (let candidate = 2; found.length < count; candidate += 1) {
        if (found.every((prime) => candidate % prime !== 0))
            found.push(candidate);
    }
    return found;
}
