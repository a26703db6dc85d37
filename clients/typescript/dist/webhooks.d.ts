/**
 * Verifies and reads webhooks: `const event = await unwrap(body, headers, secret)`.
 *
 * The header `CuraeAI-Signature: t=<unix seconds>,v1=<hex>` holds HMAC-SHA256 over `t`, a dot and the raw body. It holds
 * several `v1` while a secret is being rotated; one that matches is enough.
 */
export declare const SIGNATURE_HEADER = "curaeai-signature";
/** `id` is the same at every delivery of one event: store it with what you do, and do it once. */
export interface WebhookEvent {
    readonly id: string;
    readonly type: string;
    readonly createdAt: string;
    readonly data: Readonly<Record<string, unknown>>;
}
export interface UnwrapOptions {
    /** Seconds. Default: 300. */
    readonly tolerance?: number;
    /** Unix seconds. Default: this machine's clock. */
    readonly now?: number;
}
type HeaderValues = Headers | Readonly<Record<string, string | readonly string[] | undefined>>;
/** `body` is the raw body, unchanged. Throws SignatureError. */
export declare function unwrap(body: string | Uint8Array, headers: HeaderValues, secret: string, options?: UnwrapOptions): Promise<WebhookEvent>;
/** Verifies the value of the header. Throws SignatureError. */
export declare function verify(body: Uint8Array, signature: string, secret: string, options?: UnwrapOptions): Promise<void>;
export {};
