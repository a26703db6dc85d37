/** How long a caller waits, by the monotonic clock. */
export declare class Deadline {
    #private;
    /** `seconds` from now; undefined: never. */
    constructor(seconds?: number);
    get hasPassed(): boolean;
    /** `seconds`, or what is left where that is less. */
    within(seconds: number): number;
}
