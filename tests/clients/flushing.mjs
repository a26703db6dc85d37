// Puts signals into a queue and flushes it, until it is killed; with `--once` it flushes what waits and ends.
//
// node flushing.mjs DISTRIBUTION SPOOL ACKNOWLEDGED [--once]

import assert from "node:assert";
import { appendFileSync } from "node:fs";
import { setImmediate } from "node:timers/promises";
import { pathToFileURL } from "node:url";

const [distribution, spool, acknowledged, once] = process.argv.slice(2);
const { Curae } = await import(pathToFileURL(distribution).href);
const queue = await new Curae().signals.queue(spool);
if (once) {
  await queue.flush();
  assert.equal(await queue.waiting(), 0);
  await queue.close();
} else {
  const { connection_id, signal_type, ...others } = JSON.parse(process.env.WORKOUT);
  const signal = { ...others, connectionId: connection_id, signalType: signal_type };
  await Promise.all([put(signal), flush()]);
}

async function put(signal) {
  for (;;) appendFileSync(acknowledged, `${await queue.put(signal)}\n`);
}

async function flush() {
  for (;;) {
    await queue.flush();
    await setImmediate(); // an empty queue answers without a turn of the event loop
  }
}
