/** When a call is tried again, and after how long. All times are seconds. */
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
export declare class RetryPolicy {
    #private;
    readonly maxRetries: number;
    constructor(options?: RetryOptions);
    /** Seconds to wait before retry number `retry`, from 1; undefined when no further try is made. */
    delay(retry: number, retryAfter?: number): number | undefined;
}
/** For an answer that is no problem document, for example from a proxy on the way. */
export declare function isRetryableStatus(status: number): boolean;
/** Reads a Retry-After header (RFC 9110, section 10.2.3): seconds, or an HTTP date. */
export declare function retryAfterSeconds(value: string | null, now?: () => number): number | undefined;
export declare function sleep(seconds: number): Promise<void>;
