// What of the client needs no service. Run by `node --test test/` after a build.

import assert from "node:assert/strict";
import { createHash, createHmac, randomBytes } from "node:crypto";
import { test } from "node:test";
import { Curae } from "../dist/index.js";
import { RetryPolicy, retryAfterSeconds } from "../dist/retry.js";
import { PlainSha256 } from "../dist/sha256.js";
import { prepare } from "../dist/signals.js";
import { unwrap, verify } from "../dist/webhooks.js";

const NOW = 1_772_366_400;
const SECRET = `whsec_${"5".repeat(64)}`;
const EVENT = { id: "e-1", type: "records.export_ready", createdAt: "2026-03-01T12:00:00.250000Z", data: { exportId: "x" } };
const BODY = JSON.stringify(EVENT);

function signature(secret = SECRET, body = BODY, at = NOW) {
  return `t=${at},v1=${createHmac("sha256", secret).update(`${at}.${body}`).digest("hex")}`;
}

test("delays grow, are bounded and end", () => {
  const policy = new RetryPolicy({ chance: () => 1, longestRetryAfter: 60 });
  assert.deepEqual([1, 2, 3, 4, 5].map((retry) => policy.delay(retry)), [0.375, 0.75, 1.5, 3, undefined]);
  assert.equal(policy.delay(1, 40), 40);
  assert.equal(policy.delay(1, 61), undefined);
});

test("Retry-After is seconds or a date", () => {
  const now = () => NOW * 1000;
  const cases = [
    [null, undefined], ["40", 40], [" 3 ", 3], ["soon", undefined], ["", undefined], ["-1", undefined], ["٣", undefined],
    [new Date((NOW + 90) * 1000).toUTCString(), 90], [new Date((NOW - 90) * 1000).toUTCString(), 0],
  ];
  for (const [header, seconds] of cases) assert.equal(retryAfterSeconds(header, now), seconds, String(header));
});

test("the plain SHA-256 is SHA-256, however the bytes arrive", () => {
  for (const size of [0, 1, 55, 56, 57, 63, 64, 65, 119, 120, 1000, 100_003]) {
    const bytes = randomBytes(size);
    const plain = new PlainSha256();
    for (let at = 0; at < size; at += 37) plain.update(bytes.subarray(at, at + 37));
    assert.equal(plain.hex(), createHash("sha256").update(bytes).digest("hex"), String(size));
  }
});

test("a webhook is unwrapped, by any form of headers, with either secret while one is rotated", async () => {
  const both = `${signature("whsec_old")},${signature().split(",")[1]}`;
  for (const headers of [{ "CuraeAI-Signature": both }, new Headers({ "curaeai-signature": both })]) {
    for (const secret of [SECRET, "whsec_old"]) {
      assert.deepEqual(await unwrap(BODY, headers, secret, { now: NOW }), EVENT);
    }
  }
});

test("what is not signed so, now, is refused without its text", async () => {
  const headers = { "CuraeAI-Signature": signature() };
  const refused = [
    unwrap(`${BODY} `, headers, SECRET, { now: NOW }),
    unwrap(BODY, headers, "whsec_other", { now: NOW }),
    unwrap(BODY, headers, SECRET, { now: NOW + 301 }),
    unwrap(BODY, headers, SECRET, { now: NOW - 301 }),
    unwrap(BODY, headers, SECRET, { now: Number.NaN }),
    unwrap(BODY, {}, SECRET, { now: NOW }),
    unwrap("{}", { "CuraeAI-Signature": signature(SECRET, "{}") }, SECRET, { now: NOW }),
    ...["", "t=", "t=1e3", "v1=00", `t=${NOW}`, `t=${NOW},v1=zz`].map((value) =>
      verify(new TextEncoder().encode(BODY), value, SECRET, { now: NOW }),
    ),
  ];
  for (const each of await Promise.allSettled(refused)) {
    assert.equal(each.status, "rejected");
    assert.equal(each.reason.name, "SignatureError");
    assert.ok(!each.reason.message.includes("export_ready"));
  }
});

test("a payload that is no JSON, or too large, is refused without its value", () => {
  const of = (value) => () => prepare({ connectionId: "x", namespace: "x", signalType: "x", payload: { x: value } });
  for (const value of [Number.NaN, Infinity, undefined, () => 1, 10n]) assert.throws(of(value), /not JSON/);
  assert.throws(of("secret".repeat(11_000)), (fault) => !fault.message.includes("secret") && fault.message.includes("66"));
});

test("a baseUrl that would give the key away, or no key, is refused", () => {
  const make = (baseUrl, apiKey = "cae_test_x") => () => new Curae({ baseUrl, apiKey });
  for (const url of [
    "http://localhost.evil.example", "http://127.0.0.1.evil.example:80", "http://10.0.0.1", "ftp://a.example", "a.example",
    "https://user:secret@a.example", "",
  ]) assert.throws(make(url), (fault) => fault instanceof TypeError && !fault.message.includes("secret"), url);
  for (const url of ["http://localhost:1", "http://[::1]:1", "http://127.0.0.2", "https://a.example/"]) make(url)();
  for (const key of ["", "a b", "a\nb", "ä"]) assert.throws(make("https://a.example", key), /API key/);
});

test("nothing shows the key", () => {
  const client = new Curae({ baseUrl: "https://a.example", apiKey: "cae_test_secret" });
  assert.ok(!JSON.stringify(client).includes("secret"));
});
