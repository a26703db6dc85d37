/** How long a caller waits, by the monotonic clock. */
export class Deadline {
    #at;
    /** `seconds` from now; undefined: never. */
    constructor(seconds) {
        this.#at = seconds === undefined ? Infinity : performance.now() + seconds * 1000;
    }
    get hasPassed() {
        return performance.now() >= this.#at;
    }
    /** `seconds`, or what is left where that is less. */
    within(seconds) {
        return Math.max(0, Math.min(seconds, (this.#at - performance.now()) / 1000));
    }
}
