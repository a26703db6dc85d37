/** One HTTP call: its headers, its retries, and its errors. */
import { type Client } from "openapi-fetch";
import { Deadline } from "./deadline.js";
import { ApiError } from "./errors.js";
import type { paths } from "./generated/api.js";
import { type RetryOptions } from "./retry.js";
export declare const VERSION = "0.1.0";
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
export declare class Transport {
    #private;
    readonly api: Client<paths>;
    constructor(options: Options);
    /** One try, with a successful answer whose body is still to be read. Throws ApiError and ApiConnectionError. */
    open(path: string, headers: Record<string, string>, limits?: Limits): Promise<Response>;
    /** Waits before retry number `retry`, from 1. Throws `fault` when it is final, or the policy ends. */
    pause(retry: number, fault: unknown, deadline?: Deadline): Promise<void>;
    get timeout(): number;
}
/** The typed error of a problem document. */
export declare function problemError(problem: Record<string, unknown>, status: number, retryAfter?: number): ApiError;
/** What a network fault says of itself: its kind, and never an address, a header or a body. */
export declare function reason(fault: unknown): string;
