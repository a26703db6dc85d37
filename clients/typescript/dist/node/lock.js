/** One process at a time for a file: a lock beside it that names its holder, so that a killed one is not waited for. */
import { open, readFile, unlink } from "node:fs/promises";
import { FileInUse } from "../errors.js";
const ATTEMPTS = 3;
/** Runs `work` while this process alone holds FILE. Throws FileInUse. */
export async function held(file, work) {
    await take(file);
    try {
        return await work();
    }
    finally {
        await release(file);
    }
}
/** Throws FileInUse. */
export async function take(file) {
    const lock = `${file}.lock`;
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
        try {
            const handle = await open(lock, "wx", 0o600);
            await handle.writeFile(String(process.pid));
            return await handle.close();
        }
        catch (fault) {
            if (fault.code !== "EEXIST")
                throw fault;
        }
        const holder = Number(await readFile(lock, "utf8").catch(() => ""));
        if (holder === process.pid || isAlive(holder))
            break;
        await unlink(lock).catch(() => undefined);
    }
    throw new FileInUse(`another process, or another part of this one, uses ${file}`);
}
export async function release(file) {
    await unlink(`${file}.lock`);
}
function isAlive(pid) {
    if (!Number.isInteger(pid) || pid <= 0)
        return false;
    try {
        process.kill(pid, 0);
        return true;
    }
    catch (fault) {
        return fault.code === "EPERM";
    }
}
