// Imports over the network: how far each is, and what became of its lines. Never a record.

import { DetailView, facts, table } from "./details.js";
import { copyable, make } from "./dom.js";
import { Filters } from "./filters.js";
import { bytes, count, time } from "./format.js";
import { List, badge, linked } from "./lists.js";
import { hashOf } from "./router.js";
import { View } from "./view.js";

const OUTCOMES = {
  imported: "Imported",
  changed: "Changed",
  unchanged: "Unchanged",
  older: "Older than what is stored",
  deleted: "Deleted",
  rejected: "Rejected",
  notGranted: "Not granted",
  conditionalReferences: "Conditional references",
  unresolvedReferences: "Unresolved references",
  operationOutcomes: "Operation outcomes",
};
const ROUTE_PARTS = ":";

export class ImportsView extends View {
  constructor() {
    super("imports", "Imports", "Records that connectors send over the network. An import that was cut short stays RUNNING until its connector goes on.");
    this.filters = new Filters("Filter imports", [
      { name: "tenant", label: "App", type: "search" },
      { name: "connectionId", label: "Connection id", type: "search", pattern: "[0-9a-fA-F\\-]{36}", hint: "whole id" },
      { name: "state", label: "Status", type: "select", options: [{ value: "", label: "any" }, ...["RUNNING", "COMPLETED"].map((value) => ({ value, label: value }))] },
    ]);
    const into = make("div", { id: "imports-list" });
    this.add(this.filters.element, into);
    this.list = new List({
      into,
      label: "Imports",
      path: "/imports",
      keyOf: (each) => `${each.tenantId} ${each.id}`,
      rows: (answer) => answer.imports,
      empty: () => "No import is here. A connector sends one with a key that has the permission records:import.",
      columns: [
        { name: "Status", cell: ({ state }) => badge(state) },
        { name: "Import", cell: (each) => [make("span", { class: "app" }, each.tenant), linked(hashOf("imports", each.tenantId + ROUTE_PARTS + each.id), each.id), make("span", { class: "meaning muted" }, each.source)] },
        { name: "Stored so far", cell: (each) => [make("span", {}, `${count(each.committedLines ?? 0)} lines`), make("span", { class: "muted" }, bytes(each.committedBytes ?? 0))] },
        { name: "Outcomes", cell: outcomes },
        { name: "Started", cell: ({ createdAt }) => time(createdAt) },
        { name: "Changed", cell: ({ updatedAt }) => time(updatedAt) },
      ],
    });
  }

  show({ params }) {
    this.filters.show(params);
    return this.list.show(params, this.filters.parameters(params));
  }
}

export class ImportView extends DetailView {
  constructor() {
    super("import", "Import", { back: "#imports", backName: "Imports", path: (id) => `/imports/${id.split(ROUTE_PARTS).map(encodeURIComponent).join("/")}` });
  }

  draw({ import: each, results = [], furtherResults = 0 }) {
    const counted = Object.entries(OUTCOMES).filter(([name]) => Number(each.counts?.[name] ?? 0));
    const rows = results.map(({ line, rule, detail }) => [make("span", {}, count(line)), make("code", { class: "code" }, rule), make("span", {}, detail)]);
    return [
      make("div", { class: "lead" }, badge(each.state), make("b", {}, each.tenant), copyable(each.id, "the import id")),
      facts([
        ["Connection", linked(hashOf("connections", each.connectionId), each.connectionId)],
        ["Source", each.source],
        ["Stored so far", `${count(each.committedLines ?? 0)} lines, ${bytes(each.committedBytes ?? 0)} (${count(each.committedBytes ?? 0)} bytes)`],
        ["Started", time(each.createdAt)],
        ["Last changed", time(each.updatedAt)],
        ["Completed", each.completedAt ? time(each.completedAt) : null],
      ]),
      make("h2", {}, "Outcomes"),
      counted.length ? facts(counted.map(([name, label]) => [label, count(each.counts[name])])) : make("p", { class: "muted" }, "Nothing is stored yet."),
      make("h2", {}, "Results of lines"),
      table("Results of lines", ["Line", "Rule", "What the rule asks for"], rows) ?? make("p", { class: "muted" }, "Every line met the rules."),
      Number(furtherResults) ? make("p", { class: "muted" }, `${count(furtherResults)} further results are not kept.`) : "",
    ];
  }
}

// What an operator looks for first: how many were stored, and how many were not.
function outcomes({ counts = {} }) {
  const of = (...names) => names.reduce((sum, name) => sum + Number(counts[name] ?? 0), 0);
  const rejected = of("rejected");
  return [
    make("span", {}, `${count(of("imported", "changed"))} stored, ${count(of("unchanged", "older"))} known, ${count(of("deleted"))} deleted`),
    rejected ? make("span", { class: "code" }, `${count(rejected)} rejected`) : null,
    of("notGranted") ? make("span", { class: "muted" }, `${count(of("notGranted"))} not granted`) : null,
  ];
}
