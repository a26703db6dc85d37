// Exports of every app: progress, failures with what their codes mean, retry, cancel.

import { post } from "./api.js";
import { byId, confirmed, make, notify, speak } from "./dom.js";
import { bytes, count, time } from "./format.js";
import { List, action, badge, id } from "./lists.js";

export const MEANINGS = {
  ATTEMPTS_EXHAUSTED: "Every attempt was interrupted: workers stopped, or storage was unavailable. Retry when they work again.",
  CONNECTION_NOT_ACTIVE: "The connection was revoked or has expired. Only the person can connect again.",
  AUTHORIZATION_NARROWED: "The connection no longer grants every requested resource type. The app must request fewer types.",
  INTERNAL: "Internal error. The worker log has the details, under the export id.",
};

const WAITING = new Set(["QUEUED", "RUNNING"]);
const REFRESH_MILLISECONDS = 1000;
const SPEAK_MILLISECONDS = 15000;

export class ExportsPanel {
  constructor() {
    this.state = undefined;
    this.known = "";
    this.spokenAt = 0;
    this.list = new List({
      into: byId("exports-list"),
      label: "Exports",
      path: "/exports",
      parameters: () => ({ state: this.state }),
      rows: (answer) => answer.exports,
      empty: () => (this.state ? `No ${this.state.toLowerCase()} exports.` : "No exports yet. They appear here as soon as an app queues one."),
      columns: [
        { name: "State", cell: ({ state }) => badge(state) },
        { name: "Export", cell: (each) => [make("span", { class: "app" }, each.tenant), id(each.id)] },
        { name: "Progress", cell: progress },
        { name: "Attempts", cell: ({ attempts }) => count(attempts) },
        { name: "Queued", cell: ({ queuedAt }) => time(queuedAt) },
        { name: "Changed", cell: ({ updatedAt }) => time(updatedAt) },
        { name: "Actions", cell: (each) => this.actions(each) },
      ],
    });
  }

  choose(state) {
    this.state = state;
    return this.list.begin();
  }

  // A running export changes in place. When one starts or ends, the page is loaded again.
  update(overview) {
    for (const each of overview.active) this.list.put(each);
    const known = JSON.stringify([overview.counts, overview.active.map((each) => [each.id, each.state])]);
    if (known !== this.known && this.list.isFirstPage) this.refresh();
    this.known = known;
    this.tell(overview.active.filter(({ state }) => state === "RUNNING"));
  }

  refresh() {
    this.waiting ??= setTimeout(() => {
      this.waiting = undefined;
      this.list.load();
    }, REFRESH_MILLISECONDS);
  }

  // Rarely, or a screen reader would say nothing else.
  tell(running) {
    if (!running.length || Date.now() - this.spokenAt < SPEAK_MILLISECONDS) return;
    this.spokenAt = Date.now();
    const shares = running.filter(({ recordsTotal }) => Number(recordsTotal)).map((each) => Math.floor(100 * share(each)));
    speak(`${count(running.length)} running${shares.length ? `, ${shares.join(", ")} percent done` : ""}`);
  }

  actions(each) {
    const offered = [];
    if (each.state === "FAILED" && !each.retriedBy) {
      offered.push(action("Retry", "retry", () => this.retry(each)));
    }
    if (WAITING.has(each.state) || each.state === "READY") {
      offered.push(action(each.state === "READY" ? "Delete file" : "Cancel", "cancel", () => this.cancel(each)));
    }
    return make("div", { class: "actions" }, offered);
  }

  async retry(each) {
    const { export: again, alreadyRetried } = await post(`/exports/${each.id}/retry`);
    notify(alreadyRetried ? `This export was already retried, as ${again.id}.` : `Queued again as ${again.id}.`);
    await this.list.load();
  }

  async cancel(each) {
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
    const { export: after } = await post(`/exports/${each.id}/cancel`);
    notify(`The export is ${after.state}.`);
    await this.list.load();
  }
}

const share = ({ recordsExported = 0, recordsTotal = 0 }) => (Number(recordsTotal) ? Number(recordsExported) / Number(recordsTotal) : 0);

function progress(each) {
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
  if (each.retriedBy) parts.push(make("span", { class: "muted" }, "retried as ", id(each.retriedBy)));
  if (each.retryOf) parts.push(make("span", { class: "muted" }, "retry of ", id(each.retryOf)));
  return parts;
}

function running(each) {
  const known = each.recordsTotal !== undefined && Number(each.recordsTotal) > 0;
  const text = known ? `${count(each.recordsExported)} of ${count(each.recordsTotal)} records` : "Starting";
  const bar = make("progress", { max: 1, value: known ? share(each) : null, "aria-label": `Progress of export ${each.id}` });
  return [bar, make("span", { class: "muted" }, text)];
}
