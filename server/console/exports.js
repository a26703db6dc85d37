// Exports of every app: progress, failures with what their codes mean, retry, cancel.

import { post } from "./api.js";
import { confirmed } from "./dialogs.js";
import { make, notify, speak } from "./dom.js";
import { bytes, count, time } from "./format.js";
import { Filters } from "./filters.js";
import { List, action, acts, badge, linked } from "./lists.js";
import { OverviewPanel } from "./overview.js";
import { change, current, hashOf } from "./router.js";
import { may } from "./session.js";
import { View, narrow } from "./view.js";

export const MEANINGS = {
  ATTEMPTS_EXHAUSTED: "Every attempt was interrupted: workers stopped, or storage was unavailable. Retry when they work again.",
  CONNECTION_NOT_ACTIVE: "The connection was revoked or has expired. Only the person can connect again.",
  AUTHORIZATION_NARROWED: "The connection no longer grants every requested resource type. The app must request fewer types.",
  SINCE_TOO_OLD: "Deletions since then are no longer known, or the grants changed. The app must export without since, and replace all that it holds.",
  INTERNAL: "Internal error. The worker log has the details, under the export id.",
};

const WAITING = new Set(["QUEUED", "RUNNING"]);
const REFRESH_MILLISECONDS = 1000;
const SPEAK_MILLISECONDS = 15000;
const RETRIES_A_CALL = 50;
const ALL = "ALL";

export class ExportsView extends View {
  constructor() {
    super("exports", "Exports");
    this.known = "";
    this.spokenAt = 0;
    this.overview = new OverviewPanel((state) => change({ state: state ?? (narrow() ? ALL : undefined) }));
    this.filters = new Filters("Filter exports", [
      { name: "id", label: "Export id", type: "search", pattern: "[0-9a-fA-F\\-]{4,36}", hint: "first characters" },
      { name: "tenant", label: "App", type: "search" },
      { name: "connectionId", label: "Connection id", type: "search", pattern: "[0-9a-fA-F\\-]{36}", hint: "whole id" },
      { name: "errorCode", label: "Error code", type: "select", options: [{ value: "", label: "any" }, ...Object.keys(MEANINGS).map((code) => ({ value: code, label: code }))] },
      { name: "since", label: "Queued from", type: "time" },
      { name: "until", label: "Queued before", type: "time" },
      { name: "sort", label: "Sort by", type: "select", options: [{ value: "", label: "default" }, { value: "newest", label: "newest first" }, { value: "oldest", label: "oldest first" }, { value: "changed", label: "last changed first" }] },
    ]);
    this.bulk = make("div", { class: "bulk", hidden: true });
    const into = make("div", { id: "exports-list" });
    this.add(this.overview.tiles, this.overview.activity, this.filters.element, this.bulk, into);
    this.list = new List({
      into,
      label: "Exports",
      path: "/exports",
      rows: (answer) => this.offerBulk(answer.exports),
      empty: () => this.nothing(),
      columns: [
        { name: "Status", cell: ({ state }) => badge(state) },
        { name: "Export", cell: (each) => [make("span", { class: "app" }, each.tenant), linked(hashOf("exports", each.id), each.id)] },
        { name: "Progress", cell: progress },
        { name: "Attempts", cell: ({ attempts }) => count(attempts) },
        { name: "Queued", cell: ({ queuedAt }) => time(queuedAt) },
        { name: "Changed", cell: ({ updatedAt }) => time(updatedAt) },
        { name: "Actions", cell: (each) => acts(actions(each, () => this.list.load())) },
      ],
    });
  }

  // On a telephone failures come first.
  show({ params }) {
    const chosen = params.get("state") ?? (narrow() ? "FAILED" : ALL);
    this.state = chosen === ALL ? undefined : chosen;
    this.overview.press(this.state);
    this.overview.show(params);
    this.filters.show(params);
    return this.list.show(params, { state: this.state, ...this.filters.parameters(params) });
  }

  nothing() {
    const filtered = Object.values(this.filters.parameters(current().params)).some((value) => value);
    if (filtered) return "No export matches the filter.";
    return this.state ? `No ${this.state.toLowerCase()} exports.` : "No exports yet. They appear here as soon as an app queues one.";
  }

  // A running export changes in place. When one starts or ends, the page is loaded again.
  update(overview, first) {
    this.overview.update(overview, first);
    if (this.element.hidden) return;
    for (const each of overview.active) this.list.put(each);
    const known = JSON.stringify([overview.counts, overview.active.map((each) => [each.id, each.state])]);
    if (known !== this.known && this.list.isFirstPage) this.refresh();
    this.known = known;
    this.say(overview.active.filter(({ state }) => state === "RUNNING"));
  }

  refresh() {
    this.waiting ??= setTimeout(() => {
      this.waiting = undefined;
      if (!this.element.hidden) this.list.load();
    }, REFRESH_MILLISECONDS);
  }

  // Rarely, or a screen reader would say nothing else.
  say(running) {
    if (!running.length || Date.now() - this.spokenAt < SPEAK_MILLISECONDS) return;
    this.spokenAt = Date.now();
    const shares = running.filter(({ recordsTotal }) => Number(recordsTotal)).map((each) => Math.floor(100 * share(each)));
    speak(`${count(running.length)} running${shares.length ? `, ${shares.join(", ")} percent done` : ""}`);
  }

  offerBulk(rows = []) {
    const failed = rows.filter((each) => each.state === "FAILED" && !each.retriedBy).map((each) => each.id);
    this.bulk.hidden = this.state !== "FAILED" || failed.length < 2 || !may("operator");
    const button = action(`Retry these ${count(failed.length)} failed exports`, "retry-all", () => this.retryAll(failed));
    if (!this.bulk.hidden) this.bulk.replaceChildren(button);
    return rows;
  }

  async retryAll(ids) {
    const goOn = await confirmed({
      title: `Retry ${count(ids.length)} exports?`,
      text: "Each is queued again as a new export of the same request. Those whose connection no longer grants it are refused, and named afterwards.",
      subject: "The failed exports on this page that were not retried yet",
      action: "Retry them",
    });
    if (!goOn) return;
    const retries = [];
    for (let start = 0; start < ids.length; start += RETRIES_A_CALL) {
      retries.push(...(await post("/exports:retry", { exportIds: ids.slice(start, start + RETRIES_A_CALL) })).retries);
    }
    const refused = retries.filter((each) => each.errorCode);
    const already = retries.filter((each) => each.alreadyRetried).length;
    notify(`Queued again: ${count(retries.length - refused.length - already)}. Retried before: ${count(already)}. Refused: ${count(refused.length)}.`);
    for (const each of refused.slice(0, 3)) notify(`${each.exportId}: ${each.detail}`, { fault: true });
    await this.list.load();
  }
}

export function actions(each, after) {
  if (!may("operator")) return [];
  const offered = [];
  if (each.state === "FAILED" && !each.retriedBy) offered.push(action("Retry", "retry", () => retry(each, after)));
  if (WAITING.has(each.state) || each.state === "READY") {
    offered.push(action(each.state === "READY" ? "Delete file" : "Cancel", "cancel", () => cancel(each, after)));
  }
  return offered;
}

async function retry(each, after) {
  const { export: again, alreadyRetried } = await post(`/exports/${each.id}/retry`);
  notify(alreadyRetried ? `This export was already retried, as ${again.id}.` : `Queued again as ${again.id}.`);
  await after();
}

async function cancel(each, after) {
  const ready = each.state === "READY";
  const goOn = await confirmed({
    title: ready ? "Delete this export's file?" : "Cancel this export?",
    text: ready
      ? "The file is deleted permanently and running downloads stop. Copies that were already downloaded cannot be recalled. " +
        "The app sees the export as CANCELLED and can queue a new one."
      : "The export stops without a file. The app sees it as CANCELLED and can queue a new one.",
    subject: `${each.tenant} · ${each.id}`,
    action: ready ? "Delete the file" : "Cancel the export",
  });
  if (!goOn) return;
  const { export: changed } = await post(`/exports/${each.id}/cancel`);
  notify(`The export is ${changed.state}.`);
  await after();
}

const share = ({ recordsExported = 0, recordsTotal = 0 }) => (Number(recordsTotal) ? Number(recordsExported) / Number(recordsTotal) : 0);

export function progress(each) {
  if (each.state === "RUNNING") return running(each);
  if (each.state === "QUEUED") return make("span", { class: "muted" }, each.retryOf ? "Waiting (retry)" : "Waiting");
  const parts = [];
  if (each.errorCode) {
    parts.push(make("code", { class: "code" }, each.errorCode));
    parts.push(make("span", { class: "meaning" }, MEANINGS[each.errorCode] ?? ""));
  } else if (each.recordsTotal !== undefined) {
    const size = each.byteSize === undefined ? "" : `, ${bytes(each.byteSize)}`;
    parts.push(make("span", {}, `${count(each.recordsExported)} records${size}`));
  }
  if (each.retriedBy) parts.push(make("span", { class: "muted" }, "retried as ", linked(hashOf("exports", each.retriedBy), each.retriedBy)));
  if (each.retryOf) parts.push(make("span", { class: "muted" }, "retry of ", linked(hashOf("exports", each.retryOf), each.retryOf)));
  return parts;
}

function running(each) {
  const known = each.recordsTotal !== undefined && Number(each.recordsTotal) > 0;
  const text = known ? `${count(each.recordsExported)} of ${count(each.recordsTotal)} records` : "Starting";
  const bar = make("progress", { max: 1, value: known ? share(each) : null, "aria-label": `Progress of export ${each.id}` });
  return [bar, make("span", { class: "muted" }, text)];
}
