/**
 * SHA-256 (FIPS 180-4) of bytes as they arrive. WebCrypto hashes whole buffers only, and a browser has nothing else;
 * where `node:crypto` is there, that one is taken.
 */
export interface Sha256 {
    update(bytes: Uint8Array): void;
    hex(): string;
}
export declare function newSha256(): Promise<Sha256>;
/** The one for browsers. */
export declare class PlainSha256 implements Sha256 {
    #private;
    update(bytes: Uint8Array): void;
    hex(): string;
}
