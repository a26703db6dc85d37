/** One HTTP call: its headers, its retries, and its errors. */
import createClient from "openapi-fetch";
import { Deadline } from "./deadline.js";
import { ApiConnectionError, ApiError, ApiTimeoutError } from "./errors.js";
import { isRetryableStatus, RetryPolicy, retryAfterSeconds, sleep } from "./retry.js";
export const VERSION = "0.1.0";
const API = "/api/sdk/v1";
const LOOPBACK = /^(localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|\[::1\])$/;
export class Transport {
    api;
    #authorization;
    #origin;
    #retries;
    #timeout;
    #tracingHeaders;
    #fetch;
    constructor(options) {
        this.#authorization = `Bearer ${checkedKey(options.apiKey ?? environment("CURAE_API_KEY"))}`;
        this.#origin = checkedOrigin(options.baseUrl ?? environment("CURAE_BASE_URL"), options.allowHttp ?? false);
        this.#retries = new RetryPolicy(options.retries);
        this.#timeout = options.timeout ?? 60;
        this.#tracingHeaders = options.tracingHeaders ?? (() => ({}));
        this.#fetch = options.fetch ?? globalThis.fetch.bind(globalThis);
        this.api = createClient({ baseUrl: this.#origin, fetch: (request) => this.#retried(request) });
    }
    /** One try, with a successful answer whose body is still to be read. Throws ApiError and ApiConnectionError. */
    async open(path, headers, limits = {}) {
        const request = new Request(this.#origin + API + path, { headers });
        return this.#once(request, limits);
    }
    /** Waits before retry number `retry`, from 1. Throws `fault` when it is final, or the policy ends. */
    async pause(retry, fault, deadline = new Deadline()) {
        const retryable = fault instanceof ApiConnectionError || (fault instanceof ApiError && fault.retryable);
        const delay = this.#retries.delay(retry, fault instanceof ApiError ? fault.retryAfter : undefined);
        if (!retryable || delay === undefined)
            throw fault;
        await sleep(deadline.within(delay));
    }
    get timeout() {
        return this.#timeout;
    }
    async #retried(request) {
        for (let retry = 1;; retry += 1) {
            try {
                const response = await this.#once(request.clone());
                // Read here, so that an answer that breaks off is tried again too.
                return new Response(await read(response), { status: response.status, headers: response.headers });
            }
            catch (fault) {
                await this.pause(retry, fault);
            }
        }
    }
    async #once(request, limits = {}) {
        request.headers.set("authorization", this.#authorization);
        for (const [name, value] of Object.entries(this.#tracingHeaders()))
            request.headers.set(name, value);
        const late = new AbortController();
        const timeout = limits.timeout ?? this.#timeout;
        const timer = setTimeout(() => late.abort(), timeout * 1000);
        const signals = [late.signal, ...(limits.signal ? [limits.signal] : [])];
        try {
            // A redirect would carry the key to another place.
            const init = { signal: AbortSignal.any(signals), redirect: "manual" };
            const response = await this.#fetch(request, init);
            if (!response.ok)
                throw await errorOf(response);
            return response;
        }
        catch (fault) {
            if (fault instanceof ApiError)
                throw fault;
            const where = `${request.method} ${new URL(request.url).pathname}`;
            if (late.signal.aborted)
                throw new ApiTimeoutError(`no answer within ${timeout} s from ${where}`);
            throw new ApiConnectionError(`${where} broke off: ${reason(fault)}`);
        }
        finally {
            clearTimeout(timer);
        }
    }
}
/** The typed error of a problem document. */
export function problemError(problem, status, retryAfter) {
    const details = problem["details"];
    return new ApiError({
        status: typeof problem["status"] === "number" ? problem["status"] : status,
        code: String(problem["code"]),
        detail: String(problem["detail"] ?? ""),
        details: typeof details === "object" && details !== null ? details : {},
        retryable: problem["retryable"] === true,
        requestId: typeof problem["instance"] === "string" ? problem["instance"] : undefined,
        retryAfter,
    });
}
async function errorOf(response) {
    const retryAfter = retryAfterSeconds(response.headers.get("retry-after"));
    const problem = await response.json().catch(() => undefined);
    if (typeof problem === "object" && problem !== null && typeof problem.code === "string") {
        return problemError(problem, response.status, retryAfter);
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
async function read(response) {
    try {
        const content = await response.arrayBuffer();
        return content.byteLength === 0 ? null : content;
    }
    catch (fault) {
        throw new ApiConnectionError(`the answer broke off: ${reason(fault)}`);
    }
}
/** What a network fault says of itself: its kind, and never an address, a header or a body. */
export function reason(fault) {
    const cause = fault instanceof Error ? fault.cause : undefined;
    if (typeof cause?.code === "string")
        return cause.code;
    return fault instanceof Error ? fault.name : "unknown";
}
function checkedKey(key) {
    if (!key)
        throw new TypeError("an API key is needed: apiKey, or set CURAE_API_KEY");
    if (!/^[!-~]+$/.test(key))
        throw new TypeError("the API key holds characters that no key has");
    return key;
}
function checkedOrigin(text, allowHttp) {
    const url = text && URL.canParse(text) ? new URL(text) : undefined;
    if (!url || !["https:", "http:"].includes(url.protocol) || url.search || url.hash) {
        throw new TypeError("baseUrl must be an origin such as https://api.example.org; or set CURAE_BASE_URL");
    }
    if (url.username || url.password)
        throw new TypeError("baseUrl must hold no user and no password");
    if (url.protocol === "http:" && !allowHttp && !LOOPBACK.test(url.hostname)) {
        throw new TypeError("the API key would travel unencrypted; use https://, or allowHttp for a test network");
    }
    return url.origin + url.pathname.replace(/\/+$/, "").replace(/\/api\/sdk\/v1$/, "");
}
function environment(name) {
    const runtime = globalThis;
    return runtime.process?.env?.[name];
}
