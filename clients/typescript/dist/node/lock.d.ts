/** One process at a time for a file: a lock beside it that names its holder, so that a killed one is not waited for. */
/** Runs `work` while this process alone holds FILE. Throws FileInUse. */
export declare function held<T>(file: string, work: () => Promise<T>): Promise<T>;
/** Throws FileInUse. */
export declare function take(file: string): Promise<void>;
export declare function release(file: string): Promise<void>;
