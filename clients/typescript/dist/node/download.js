/**
 * A file that is complete and verified, or not there. Bytes go into FILE.part, which a later download continues; it is
 * renamed to FILE once its size and sha256 are right.
 */
import { createHash } from "node:crypto";
import { constants } from "node:fs";
import { open, rename, stat, unlink } from "node:fs/promises";
import { dirname } from "node:path";
import { chunks } from "../artifact.js";
import { IntegrityError, TargetExists } from "../errors.js";
import { held } from "./lock.js";
const READ_BYTES = 1 << 20;
const PART_FLAGS = constants.O_RDWR | constants.O_CREAT | (constants.O_NOFOLLOW ?? 0);
export async function downloadTo(transport, path, artifact, target, onProgress) {
    if (await holdsAlready(target, artifact))
        return;
    const part = `${target}.part`;
    await held(part, async () => {
        const file = await open(part, PART_FLAGS, 0o600);
        try {
            const state = await Part.of(file, artifact);
            await state.fill(transport, path, onProgress).catch(async (fault) => {
                if (state.isEmpty)
                    await unlink(part); // nothing to continue
                throw fault;
            });
            if (state.resumed && !state.isRight) {
                await state.restart();
                await state.fill(transport, path, onProgress);
            }
            if (!state.isRight) {
                await unlink(part);
                throw new IntegrityError("the downloaded bytes do not match the export's sha256 and size; nothing was kept");
            }
            await file.sync();
        }
        finally {
            await file.close();
        }
        await rename(part, target);
        await syncFolder(dirname(target));
    });
}
/** What has arrived of one artifact. `resumed`: some of it came in an earlier download. */
class Part {
    file;
    artifact;
    digest;
    size;
    resumed;
    constructor(file, artifact, digest, size, resumed) {
        this.file = file;
        this.artifact = artifact;
        this.digest = digest;
        this.size = size;
        this.resumed = resumed;
    }
    static async of(file, artifact) {
        if ((await file.stat()).size > Number(artifact.byteSize))
            await file.truncate(0);
        const { digest, size } = await digestOf(file);
        return new Part(file, artifact, digest, size, size > 0);
    }
    get isEmpty() {
        return this.size === 0;
    }
    get isRight() {
        const whole = this.size === Number(this.artifact.byteSize);
        return whole && this.digest.copy().digest("hex") === this.artifact.sha256;
    }
    async fill(transport, path, onProgress) {
        const total = Number(this.artifact.byteSize);
        onProgress?.(this.size, total);
        for await (const chunk of chunks(transport, path, this.artifact, this.size)) {
            if (this.size + chunk.length > total)
                throw new IntegrityError("more bytes arrived than the export has");
            await this.file.write(chunk, 0, chunk.length, this.size);
            this.digest.update(chunk);
            this.size += chunk.length;
            onProgress?.(this.size, total);
        }
    }
    async restart() {
        await this.file.truncate(0);
        [this.digest, this.size, this.resumed] = [createHash("sha256"), 0, false];
    }
}
/** Whether `target` is the artifact already. Throws TargetExists where it is another file. */
async function holdsAlready(target, artifact) {
    const there = await stat(target).catch(() => undefined);
    if (!there)
        return false;
    if (there.size === Number(artifact.byteSize)) {
        const file = await open(target, "r");
        try {
            if ((await digestOf(file)).digest.digest("hex") === artifact.sha256)
                return true;
        }
        finally {
            await file.close();
        }
    }
    throw new TargetExists(`${target} exists and is another file; remove it, or choose another path`);
}
async function digestOf(file) {
    const digest = createHash("sha256");
    const buffer = Buffer.alloc(READ_BYTES);
    let size = 0;
    for (;;) {
        const { bytesRead } = await file.read(buffer, 0, READ_BYTES, size);
        if (bytesRead === 0)
            return { digest, size };
        digest.update(buffer.subarray(0, bytesRead));
        size += bytesRead;
    }
}
async function syncFolder(folder) {
    if (process.platform === "win32")
        return;
    const handle = await open(folder, "r");
    await handle.sync().finally(() => handle.close());
}
