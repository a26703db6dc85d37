/** When a call is tried again, and after how long. All times are seconds. */

const RETRYABLE_STATUSES = new Set([408, 429, 500, 502, 503, 504]);
const JITTER = 0.25; // at most this part of a delay is taken off, so that clients do not come back together

export interface RetryOptions {
  /** Tries after the first. Default: 4. */
  readonly maxRetries?: number;
  /** Default: 0.5. */
  readonly firstDelay?: number;
  /** Default: 8. */
  readonly longestDelay?: number;
  /** A server's Retry-After is obeyed up to this; a call whose server asks for longer fails at once. Default: 120. */
  readonly longestRetryAfter?: number;
  /** A number from 0 to 1. Default: Math.random. */
  readonly chance?: () => number;
}

export class RetryPolicy {
  readonly maxRetries: number;
  readonly #firstDelay: number;
  readonly #longestDelay: number;
  readonly #longestRetryAfter: number;
  readonly #chance: () => number;

  constructor(options: RetryOptions = {}) {
    this.maxRetries = options.maxRetries ?? 4;
    this.#firstDelay = options.firstDelay ?? 0.5;
    this.#longestDelay = options.longestDelay ?? 8;
    this.#longestRetryAfter = options.longestRetryAfter ?? 120;
    this.#chance = options.chance ?? Math.random;
  }

  /** Seconds to wait before retry number `retry`, from 1; undefined when no further try is made. */
  delay(retry: number, retryAfter?: number): number | undefined {
    if (retry > this.maxRetries) return undefined;
    const full = Math.min(this.#firstDelay * 2 ** (retry - 1), this.#longestDelay);
    const backoff = full * (1 - JITTER * this.#chance());
    if (retryAfter === undefined) return backoff;
    return retryAfter > this.#longestRetryAfter ? undefined : Math.max(retryAfter, backoff);
  }
}

/** For an answer that is no problem document, for example from a proxy on the way. */
export function isRetryableStatus(status: number): boolean {
  return RETRYABLE_STATUSES.has(status);
}

/** Reads a Retry-After header (RFC 9110, section 10.2.3): seconds, or an HTTP date. */
export function retryAfterSeconds(value: string | null, now: () => number = Date.now): number | undefined {
  if (value === null) return undefined;
  if (/^\s*[0-9]+\s*$/.test(value)) return Number(value);
  const moment = /^[A-Z][a-z]{2}, /.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(moment) ? undefined : Math.max(0, (moment - now()) / 1000);
}

export function sleep(seconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, seconds * 1000));
}
