/**
 * A file that is complete and verified, or not there. Bytes go into FILE.part, which a later download continues; it is
 * renamed to FILE once its size and sha256 are right.
 */
import type { Artifact } from "../models.js";
import type { Transport } from "../transport.js";
type OnProgress = ((bytes: number, total: number) => void) | undefined;
export declare function downloadTo(transport: Transport, path: string, artifact: Artifact, target: string, onProgress: OnProgress): Promise<void>;
export {};
