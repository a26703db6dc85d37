// The audit trail: who did what, by connection, export, action, actor and time, and as CSV.

import { urlOf } from "./api.js";
import { make } from "./dom.js";
import { Filters } from "./filters.js";
import { time } from "./format.js";
import { List, badge, linked } from "./lists.js";
import { hashOf } from "./router.js";
import { View } from "./view.js";

const GROUPS = ["access", "audit", "backup", "connection", "download", "export", "key", "link", "operator", "records", "retention", "schema", "session", "tenant", "webhook"];

export class AuditView extends View {
  constructor() {
    super("audit", "Audit trail", "Every entry is part of one hash chain. Check the chain with: curae audit verify");
    this.filters = new Filters("Filter the audit trail", [
      { name: "connectionId", label: "Connection id", type: "search", pattern: "[0-9a-fA-F\\-]{36}", hint: "whole id" },
      { name: "exportId", label: "Export id", type: "search", pattern: "[0-9a-fA-F\\-]{36}", hint: "whole id" },
      { name: "tenant", label: "App", type: "search" },
      { name: "action", label: "Action", type: "select", options: [{ value: "", label: "any" }, ...GROUPS.map((name) => ({ value: name, label: `${name}.…` }))] },
      { name: "actor", label: "Actor", type: "search", hint: "key id or name" },
      { name: "since", label: "From", type: "time" },
      { name: "until", label: "Before", type: "time" },
    ]);
    this.file = make("a", { class: "button", download: "audit.csv" }, "Download as CSV");
    const into = make("div", { id: "audit-list" });
    this.add(this.filters.element, make("p", { class: "bulk" }, this.file), into);
    this.list = new List({
      into,
      label: "Audit trail",
      path: "/audit/rows",
      keyOf: ({ seq }) => seq,
      rows: (answer) => answer.rows,
      empty: () => "No entry matches.",
      columns: [
        { name: "No.", cell: ({ seq }) => make("span", { class: "muted" }, seq) },
        { name: "Time", cell: ({ at }) => time(at) },
        { name: "Action", cell: (row) => [make("b", {}, row.action), row.outcome === "done" ? null : badge(row.outcome)] },
        { name: "Actor", cell: (row) => [make("span", { title: row.actorId }, `${row.actorKind} ${row.actorName ?? row.actorId}`), make("span", { class: "muted" }, row.address ?? "")] },
        { name: "About", cell: about },
        { name: "Facts", cell: (row) => (describe(row) ? make("span", { class: "meaning" }, describe(row)) : null) },
      ],
    });
  }

  show({ params }) {
    this.filters.show(params);
    const parameters = this.filters.parameters(params);
    this.file.href = urlOf("/audit/rows.csv", parameters);
    return this.list.show(params, parameters);
  }
}

export const who = (row) => `${row.actorKind} ${row.actorName ? `${row.actorName} (${row.actorId})` : row.actorId}`;

export const describe = (row) => Object.entries(row.details ?? {}).map(([name, value]) => `${name}: ${value}`).join(", ");

function about(row) {
  const parts = [
    row.tenant ? make("span", { class: "app" }, row.tenant) : null,
    row.connectionId ? make("span", {}, "connection ", linked(hashOf("connections", row.connectionId), row.connectionId)) : null,
    row.exportId ? make("span", {}, "export ", linked(hashOf("exports", row.exportId), row.exportId)) : null,
    row.requestId ? make("span", { class: "muted" }, "request ", make("code", {}, row.requestId)) : null,
  ];
  return parts.some((part) => part) ? make("div", { class: "about" }, parts) : null;
}
