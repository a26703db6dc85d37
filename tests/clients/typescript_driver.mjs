// Serves the TypeScript client to the tests: one JSON request a line on standard input, one answer a line on standard
// output. A request names a path of the client, such as ["exports", "get"], and its arguments.

import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const [distribution] = process.argv.slice(2);
const sdk = await import(pathToFileURL(distribution).href);
const kept = [];

/** What a test asks for again: a queue is kept here and named by its place. */
function described(value) {
  if (!(value instanceof sdk.SignalQueue)) return value;
  kept.push(value);
  return { kept: kept.length - 1 };
}

async function answer({ client, on, path, given, callback }) {
  const told = [];
  const owner = on === undefined ? new sdk.Curae(client) : kept[on];
  const method = path.reduce((place, name) => place[name].bind?.(place) ?? place[name], owner);
  const last = given.at(-1);
  const arguments_ = callback ? [...given.slice(0, -1), { ...last, [callback]: (...facts) => told.push(facts) }] : given;
  try {
    let result = method(...arguments_);
    if (typeof result?.[Symbol.asyncIterator] === "function") {
      const steps = [];
      for await (const step of result) steps.push(step);
      result = steps;
    }
    return { told, result: described(await result) };
  } catch (fault) {
    const { name, message, code, details, requestId, export: ended } = fault;
    return { told, fault: { name, message, code, details, requestId, export: ended, text: `${fault.stack} ${fault.cause}` } };
  }
}

// Both an object of the client and a method of it may be called with a path of one or two names.
for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(`${JSON.stringify(await answer(JSON.parse(line)))}\n`);
}
