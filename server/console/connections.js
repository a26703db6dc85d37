// What people granted to apps, and revoking it.

import { get, post } from "./api.js";
import { DetailView, facts, table } from "./details.js";
import { confirmed } from "./dialogs.js";
import { copyable, make, notify } from "./dom.js";
import { Filters } from "./filters.js";
import { count, time } from "./format.js";
import { List, action, badge, linked } from "./lists.js";
import { hashOf } from "./router.js";
import { may } from "./session.js";
import { View } from "./view.js";

const MANY = 4;
const STATES = ["ACTIVE", "PENDING", "REVOKED", "EXPIRED"];
const never = () => make("span", { class: "muted" }, "never");

export class ConnectionsView extends View {
  constructor() {
    super("connections", "Connections", "What each person granted to each app. Revoking a connection ends it permanently.");
    this.filters = new Filters("Filter connections", [
      { name: "id", label: "Connection id", type: "search", pattern: "[0-9a-fA-F\\-]{4,36}", hint: "the first characters are enough" },
      { name: "tenant", label: "App", type: "search" },
      { name: "state", label: "State", type: "select", options: [{ value: "", label: "any" }, ...STATES.map((value) => ({ value, label: value }))] },
    ]);
    const into = make("div", { id: "connections-list" });
    this.add(this.filters.element, into);
    this.list = new List({
      into,
      label: "Connections",
      path: "/connections",
      rows: (answer) => answer.connections,
      empty: () => "No connection is here. Make one with: curae connections create --help",
      columns: [
        { name: "State", cell: ({ state }) => badge(state) },
        { name: "Connection", cell: (each) => [make("span", { class: "app" }, each.tenant), linked(hashOf("connections", each.id), each.id)] },
        { name: "Grants", cell: grants },
        { name: "Exports", cell: ({ exportsWithEffect }) => count(exportsWithEffect) },
        { name: "Created", cell: ({ createdAt }) => time(createdAt) },
        { name: "Expires", cell: ({ expiresAt }) => (expiresAt ? time(expiresAt) : never()) },
        { name: "Actions", cell: (each) => make("div", { class: "actions" }, actions(each, () => this.list.load())) },
      ],
    });
  }

  show({ params }) {
    this.filters.show(params);
    return this.list.show(params, this.filters.parameters(params));
  }
}

export class ConnectionView extends DetailView {
  constructor() {
    super("connection", "Connection", { back: "#connections", backName: "Connections", path: (id) => `/connections/${encodeURIComponent(id)}` });
  }

  draw({ connection }) {
    const versions = make("div", {});
    this.drawVersions(connection.id, versions);
    return [
      make("div", { class: "lead" }, badge(connection.state), make("b", {}, connection.tenant), copyable(connection.id, "the connection id"), make("div", { class: "actions" }, actions(connection, () => this.load()))),
      facts([
        ["Data packages", (connection.dataPackages ?? []).join(", ") || "no data"],
        ["Signal types", (connection.signalTypes ?? []).join(", ") || "no signals"],
        ["Exports that run, wait or have a file", count(connection.exportsWithEffect)],
        ["Created", time(connection.createdAt)],
        ["Expires", connection.expiresAt ? time(connection.expiresAt) : never()],
      ]),
      make(
        "p",
        { class: "links" },
        make("a", { class: "button", href: hashOf("exports", undefined, { connectionId: connection.id, state: "ALL" }) }, "Its exports"),
        make("a", { class: "button", href: hashOf("audit", undefined, { connectionId: connection.id }) }, "Its audit trail"),
      ),
      make("h2", {}, "Signal types over time"),
      versions,
    ];
  }

  // Which signal types the person allowed, and since when.
  async drawVersions(id, into) {
    const { grants: all } = await get(`/connections/${encodeURIComponent(id)}/signal-grants`).catch((problem) => ({ grants: [], problem }));
    const rows = (all ?? []).map((grant) => [make("span", {}, count(grant.version)), time(grant.consentedAt), make("span", {}, (grant.signalTypes ?? []).join(", ") || "no signals")]);
    into.replaceChildren(table("Versions of the signal types", ["Version", "Consented", "Signal types"], rows) ?? make("p", { class: "muted" }, "No version is recorded."));
  }
}

function actions(each, after) {
  if ((each.state !== "ACTIVE" && each.state !== "PENDING") || !may("operator")) return [];
  return [action("Revoke", "revoke", () => revoke(each, after), "quiet warn")];
}

async function revoke(each, after) {
  const exports = Number(each.exportsWithEffect);
  const goOn = await confirmed({
    title: "Revoke this connection?",
    text:
      `The app immediately loses access to this person's records and can no longer send signals. ${cancelled(exports)}` +
      `Copies that were already downloaded cannot be recalled. This cannot be undone: the person has to connect again.`,
    subject: `${each.tenant} · ${each.id}`,
    action: "Revoke the connection",
  });
  if (!goOn) return;
  const { exportsCancelled } = await post(`/connections/${each.id}/revoke`);
  notify(`Revoked. Exports cancelled: ${count(exportsCancelled)}.`);
  await after();
}

function cancelled(exports) {
  if (!exports) return "";
  return exports === 1 ? "1 export will be cancelled and its file deleted. " : `${count(exports)} exports will be cancelled and their files deleted. `;
}

function grants({ dataPackages = [], signalTypes = [] }) {
  const some = dataPackages.length > MANY ? `${count(dataPackages.length)} data packages` : dataPackages.join(", ") || "no data";
  const signals = signalTypes.length > MANY ? `${count(signalTypes.length)} signal types` : signalTypes.join(", ") || "no signals";
  return [make("span", { title: dataPackages.join(", ") }, some), make("span", { class: "muted", title: signalTypes.join(", ") }, signals)];
}
