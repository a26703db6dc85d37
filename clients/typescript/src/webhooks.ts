/**
 * Verifies and reads webhooks: `const event = await unwrap(body, headers, secret)`.
 *
 * The header `CuraeAI-Signature: t=<unix seconds>,v1=<hex>` holds HMAC-SHA256 over `t`, a dot and the raw body. It holds
 * several `v1` while a secret is being rotated; one that matches is enough.
 */

import { SignatureError } from "./errors.js";

export const SIGNATURE_HEADER = "curaeai-signature";
const TOLERANCE_SECONDS = 300;

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
export async function unwrap(
  body: string | Uint8Array,
  headers: HeaderValues,
  secret: string,
  options: UnwrapOptions = {},
): Promise<WebhookEvent> {
  const bytes = typeof body === "string" ? new TextEncoder().encode(body) : body;
  await verify(bytes, signatureOf(headers), secret, options);
  try {
    const event = JSON.parse(new TextDecoder().decode(bytes)) as Partial<WebhookEvent> | null;
    if (event?.id && event.type && event.createdAt && event.data) return event as WebhookEvent;
  } catch {
    // the error below is without the body's text
  }
  throw new SignatureError("the body is signed but is not an event of this service");
}

/** Verifies the value of the header. Throws SignatureError. */
export async function verify(
  body: Uint8Array,
  signature: string,
  secret: string,
  options: UnwrapOptions = {},
): Promise<void> {
  const fields = signature.split(",").map((field) => field.trim().split("=", 2) as [string, string?]);
  const sent = fields.find(([name]) => name === "t")?.[1] ?? "";
  if (!/^[0-9]{1,12}$/.test(sent)) {
    throw new SignatureError(`the header ${SIGNATURE_HEADER} has no time; is it the one of this webhook?`);
  }
  const tolerance = options.tolerance ?? TOLERANCE_SECONDS;
  if (!(Math.abs((options.now ?? Date.now() / 1000) - Number(sent)) <= tolerance)) {
    throw new SignatureError(`the signature is more than ${tolerance} s old or ahead: a replay, or a wrong clock`);
  }
  const algorithm = { name: "HMAC", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("raw", new TextEncoder().encode(secret), algorithm, false, ["verify"]);
  const signed = new Uint8Array([...new TextEncoder().encode(`${sent}.`), ...body]);
  for (const [name, value] of fields) {
    const bytes = name === "v1" ? fromHex(value ?? "") : undefined;
    if (bytes && (await crypto.subtle.verify("HMAC", key, bytes, signed))) return;
  }
  throw new SignatureError("no signature matches: give the raw body, unchanged, and the endpoint's own secret");
}

function signatureOf(headers: HeaderValues): string {
  const entries = headers instanceof Headers ? [...headers.entries()] : Object.entries(headers);
  const found = entries.find(([name]) => name.toLowerCase() === SIGNATURE_HEADER)?.[1];
  if (typeof found !== "string") throw new SignatureError(`the header ${SIGNATURE_HEADER} is missing`);
  return found;
}

function fromHex(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (!/^[0-9a-f]{64}$/.test(text)) return undefined;
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}
