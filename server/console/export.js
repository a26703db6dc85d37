// One export in full: what was asked for, its file, each attempt, and who downloaded it, from the audit trail.

import { describe, who } from "./audit.js";
import { DetailView, facts, table } from "./details.js";
import { copyable, make } from "./dom.js";
import { actions, progress } from "./exports.js";
import { bytes, count, time } from "./format.js";
import { badge, linked } from "./lists.js";
import { hashOf } from "./router.js";

const REFRESH_MILLISECONDS = 1500;
const MANY = 12;

export class ExportView extends DetailView {
  constructor() {
    super("export", "Export", { back: "#exports", backName: "Exports", path: (id) => `/exports/${encodeURIComponent(id)}` });
  }

  // While it waits or runs, what follows is shown as it happens.
  update(overview) {
    const active = overview.active.some(({ id }) => id === this.id);
    if (this.element.hidden || !(active || this.pending)) return;
    this.waiting ??= setTimeout(() => {
      this.waiting = undefined;
      if (!this.element.hidden) this.load();
    }, REFRESH_MILLISECONDS);
  }

  draw({ details }) {
    const each = details.export;
    this.pending = each.state === "QUEUED" || each.state === "RUNNING";
    const timeline = details.timeline ?? [];
    return [
      make("div", { class: "lead" }, badge(each.state), make("b", {}, each.tenant), copyable(each.id, "the export id"), make("div", { class: "actions" }, actions(each, () => this.load()))),
      make("div", { class: "card now" }, progress(each)),
      this.facts(details, each),
      make("h2", {}, "Downloads"),
      table("Downloads", ["Started", "By", "From", "Sent", "Ended"], downloads(timeline)) ?? make("p", { class: "muted" }, "Nobody downloaded the file."),
      make("h2", {}, "Timeline"),
      details.timelineCut ? make("p", { class: "muted" }, "Older entries are in the ", make("a", { href: hashOf("audit", undefined, { exportId: each.id }) }, "audit trail"), ".") : null,
      timeline.length ? make("ol", { class: "card timeline" }, timeline.map(entry)) : make("p", { class: "muted" }, "The audit trail has no entry of this export."),
    ].filter((node) => node);
  }

  facts(details, each) {
    const types = details.resourceTypes ?? [];
    return facts([
      ["Connection", [linked(hashOf("connections", each.connectionId), each.connectionId), " ", badge(details.connectionState)]],
      ["Resource types", types.length > MANY ? make("details", {}, make("summary", {}, `${count(types.length)} types`), types.join(", ")) : types.join(", ")],
      ["Format", `${details.format}${details.includeRawFhir ? ", whole resources" : ", without text, extensions and attachments"}`],
      ["Only changed since", details.since ? time(details.since) : null],
      ["Attempts", count(each.attempts)],
      ["SHA-256", details.sha256 ? copyable(details.sha256, "the SHA-256") : null],
      ["Size", each.byteSize === undefined ? null : `${bytes(each.byteSize)} (${count(each.byteSize)} bytes)`],
      ["File of deletions", details.deletionsSha256 ? [copyable(details.deletionsSha256, "the SHA-256 of the file of deletions"), ` ${bytes(details.deletionsByteSize ?? 0)}`] : null],
      ["Request id", details.requestId ? copyable(details.requestId, "the request id") : null],
      ["Queued", time(each.queuedAt)],
      ["Last attempt started", details.startedAt ? time(details.startedAt) : null],
      ["Ready", details.completedAt ? time(details.completedAt) : null],
      ["Failed", details.failedAt ? time(details.failedAt) : null],
      ["File expires", details.expiresAt ? time(details.expiresAt) : null],
    ]);
  }
}

const entry = (row) =>
  make("li", { class: row.outcome }, time(row.at), make("div", {}, make("b", {}, row.action), row.outcome === "done" ? null : badge(row.outcome), make("span", { class: "muted" }, who(row)), make("span", {}, describe(row))));

// A download is two rows of the trail with one id: its beginning, and its end where there is one.
function downloads(timeline) {
  const ends = new Map(timeline.filter(({ action }) => action === "download.ended").map((row) => [row.details?.downloadId, row]));
  return timeline
    .filter(({ action }) => action === "download.started")
    .map((row) => {
      const end = ends.get(row.details?.downloadId);
      const sent = end?.details?.bytesSent;
      const ended = end ? [time(end.at), end.outcome === "done" ? make("span", {}, "complete") : badge(end.outcome)] : make("span", { class: "muted" }, "not recorded");
      return [time(row.at), who(row), make("span", {}, row.address ?? "–"), make("span", {}, sent === undefined ? "–" : bytes(sent)), ended];
    });
}
