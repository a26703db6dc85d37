/** One HTTP call: its headers, its retries, and its errors. */

import createClient, { type Client } from "openapi-fetch";
import { Deadline } from "./deadline.js";
import { ApiConnectionError, ApiError, ApiTimeoutError } from "./errors.js";
import type { paths } from "./generated/api.js";
import { isRetryableStatus, RetryPolicy, type RetryOptions, retryAfterSeconds, sleep } from "./retry.js";

export const VERSION = "0.1.0";
const API = "/api/sdk/v1";
const LOOPBACK = /^(localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|\[::1\])$/;

export interface Options {
  /** Default: the environment's CURAE_API_KEY. Never put an API key into a browser. */
  readonly apiKey?: string;
  /** An origin such as https://api.example.org. Default: the environment's CURAE_BASE_URL. */
  readonly baseUrl?: string;
  readonly retries?: RetryOptions;
  /** Seconds until an answer's head has to arrive, and until the next bytes of a download. Default: 60. */
  readonly timeout?: number;
  /** Called for each request, for example to add `traceparent`. */
  readonly tracingHeaders?: () => Record<string, string>;
  /** Your own fetch, for example one with a proxy (undici's `EnvHttpProxyAgent`). Default: the global one. */
  readonly fetch?: typeof globalThis.fetch;
  /** Permits http:// to another machine, where the key travels unencrypted. */
  readonly allowHttp?: boolean;
}

/** `timeout` is in seconds, until the head of the answer. */
export interface Limits {
  readonly signal?: AbortSignal;
  readonly timeout?: number;
}

export class Transport {
  readonly api: Client<paths>;
  readonly #authorization: string;
  readonly #origin: string;
  readonly #retries: RetryPolicy;
  readonly #timeout: number;
  readonly #tracingHeaders: () => Record<string, string>;
  readonly #fetch: typeof globalThis.fetch;

  constructor(options: Options) {
    this.#authorization = `Bearer ${checkedKey(options.apiKey ?? environment("CURAE_API_KEY"))}`;
    this.#origin = checkedOrigin(options.baseUrl ?? environment("CURAE_BASE_URL"), options.allowHttp ?? false);
    this.#retries = new RetryPolicy(options.retries);
    this.#timeout = options.timeout ?? 60;
    this.#tracingHeaders = options.tracingHeaders ?? (() => ({}));
    this.#fetch = options.fetch ?? globalThis.fetch.bind(globalThis);
    this.api = createClient<paths>({ baseUrl: this.#origin, fetch: (request) => this.#retried(request) });
  }

  /** One try, with a successful answer whose body is still to be read. Throws ApiError and ApiConnectionError. */
  async open(path: string, headers: Record<string, string>, limits: Limits = {}): Promise<Response> {
    const request = new Request(this.#origin + API + path, { headers });
    return this.#once(request, limits);
  }

  /** Waits before retry number `retry`, from 1. Throws `fault` when it is final, or the policy ends. */
  async pause(retry: number, fault: unknown, deadline = new Deadline()): Promise<void> {
    const retryable = fault instanceof ApiConnectionError || (fault instanceof ApiError && fault.retryable);
    const delay = this.#retries.delay(retry, fault instanceof ApiError ? fault.retryAfter : undefined);
    if (!retryable || delay === undefined) throw fault;
    await sleep(deadline.within(delay));
  }

  get timeout(): number {
    return this.#timeout;
  }

  async #retried(request: Request): Promise<Response> {
    for (let retry = 1; ; retry += 1) {
      try {
        const response = await this.#once(request.clone());
        // Read here, so that an answer that breaks off is tried again too.
        return new Response(await read(response), { status: response.status, headers: response.headers });
      } catch (fault) {
        await this.pause(retry, fault);
      }
    }
  }

  async #once(request: Request, limits: Limits = {}): Promise<Response> {
    request.headers.set("authorization", this.#authorization);
    for (const [name, value] of Object.entries(this.#tracingHeaders())) request.headers.set(name, value);
    const late = new AbortController();
    const timeout = limits.timeout ?? this.#timeout;
    const timer = setTimeout(() => late.abort(), timeout * 1000);
    const signals = [late.signal, ...(limits.signal ? [limits.signal] : [])];
    try {
      // A redirect would carry the key to another place.
      const init: RequestInit = { signal: AbortSignal.any(signals), redirect: "manual" };
      const response = await this.#fetch(request, init);
      if (!response.ok) throw await errorOf(response);
      return response;
    } catch (fault) {
      if (fault instanceof ApiError) throw fault;
      const where = `${request.method} ${new URL(request.url).pathname}`;
      if (late.signal.aborted) throw new ApiTimeoutError(`no answer within ${timeout} s from ${where}`);
      throw new ApiConnectionError(`${where} broke off: ${reason(fault)}`);
    } finally {
      clearTimeout(timer);
    }
  }
}

/** The typed error of a problem document. */
export function problemError(problem: Record<string, unknown>, status: number, retryAfter?: number): ApiError {
  const details = problem["details"];
  return new ApiError({
    status: typeof problem["status"] === "number" ? problem["status"] : status,
    code: String(problem["code"]),
    detail: String(problem["detail"] ?? ""),
    details: typeof details === "object" && details !== null ? (details as Record<string, unknown>) : {},
    retryable: problem["retryable"] === true,
    requestId: typeof problem["instance"] === "string" ? problem["instance"] : undefined,
    retryAfter,
  });
}

async function errorOf(response: Response): Promise<ApiError> {
  const retryAfter = retryAfterSeconds(response.headers.get("retry-after"));
  const problem: unknown = await response.json().catch(() => undefined);
  if (typeof problem === "object" && problem !== null && typeof (problem as { code?: unknown }).code === "string") {
    return problemError(problem as Record<string, unknown>, response.status, retryAfter);
  }
  return new ApiError({
    status: response.status,
    code: "INVALID_RESPONSE",
    detail: "the error is not a problem document; it does not come from this service itself",
    details: {},
    retryable: isRetryableStatus(response.status),
    requestId: response.headers.get("x-request-id") ?? undefined,
    retryAfter,
  });
}

async function read(response: Response): Promise<ArrayBuffer | null> {
  try {
    const content = await response.arrayBuffer();
    return content.byteLength === 0 ? null : content;
  } catch (fault) {
    throw new ApiConnectionError(`the answer broke off: ${reason(fault)}`);
  }
}

/** What a network fault says of itself: its kind, and never an address, a header or a body. */
export function reason(fault: unknown): string {
  const cause = fault instanceof Error ? (fault.cause as { code?: unknown } | undefined) : undefined;
  if (typeof cause?.code === "string") return cause.code;
  return fault instanceof Error ? fault.name : "unknown";
}

function checkedKey(key: string | undefined): string {
  if (!key) throw new TypeError("an API key is needed: apiKey, or set CURAE_API_KEY");
  if (!/^[!-~]+$/.test(key)) throw new TypeError("the API key holds characters that no key has");
  return key;
}

function checkedOrigin(text: string | undefined, allowHttp: boolean): string {
  const url = text && URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !["https:", "http:"].includes(url.protocol) || url.search || url.hash) {
    throw new TypeError("baseUrl must be an origin such as https://api.example.org; or set CURAE_BASE_URL");
  }
  if (url.username || url.password) throw new TypeError("baseUrl must hold no user and no password");
  if (url.protocol === "http:" && !allowHttp && !LOOPBACK.test(url.hostname)) {
    throw new TypeError("the API key would travel unencrypted; use https://, or allowHttp for a test network");
  }
  return url.origin + url.pathname.replace(/\/+$/, "").replace(/\/api\/sdk\/v1$/, "");
}

function environment(name: string): string | undefined {
  const runtime = globalThis as { process?: { env?: Record<string, string | undefined> } };
  return runtime.process?.env?.[name];
}
