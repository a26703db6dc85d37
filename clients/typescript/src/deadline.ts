/** How long a caller waits, by the monotonic clock. */

export class Deadline {
  readonly #at: number;

  /** `seconds` from now; undefined: never. */
  constructor(seconds?: number) {
    this.#at = seconds === undefined ? Infinity : performance.now() + seconds * 1000;
  }

  get hasPassed(): boolean {
    return performance.now() >= this.#at;
  }

  /** `seconds`, or what is left where that is less. */
  within(seconds: number): number {
    return Math.max(0, Math.min(seconds, (this.#at - performance.now()) / 1000));
  }
}
