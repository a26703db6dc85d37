// What people granted to apps, and revoking it.

import { get, post } from "./api.js";
import { DetailView, facts, table } from "./details.js";
import { asked, confirmed } from "./dialogs.js";
import { copyable, make, notify } from "./dom.js";
import { Filters } from "./filters.js";
import { count, time } from "./format.js";
import { List, action, acts, badge, linked } from "./lists.js";
import { DisclosuresPanel, erase, holdings, holdingsOf } from "./persons.js";
import { hashOf } from "./router.js";
import { may } from "./session.js";
import { View } from "./view.js";

const MANY = 4;
const ERASING_MILLISECONDS = 2000;
const STATES = ["ACTIVE", "PENDING", "REVOKED", "EXPIRED"];
const never = () => make("span", { class: "muted" }, "never");

export class ConnectionsView extends View {
  constructor() {
    super("connections", "Connections", "What each person granted to each app. Revoking a connection ends it permanently.");
    this.filters = new Filters("Filter connections", [
      { name: "id", label: "Connection id", type: "search", pattern: "[0-9a-fA-F\\-]{4,36}", hint: "first characters" },
      { name: "tenant", label: "App", type: "search" },
      { name: "state", label: "Status", type: "select", options: [{ value: "", label: "any" }, ...STATES.map((value) => ({ value, label: value }))] },
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
        { name: "Status", cell: ({ state }) => badge(state) },
        { name: "Connection", cell: (each) => [make("span", { class: "app" }, each.tenant), linked(hashOf("connections", each.id), each.id)] },
        { name: "Grants", cell: grants },
        { name: "Exports", cell: ({ exportsWithEffect }) => count(exportsWithEffect) },
        { name: "Created", cell: ({ createdAt }) => time(createdAt) },
        { name: "Expires", cell: ({ expiresAt }) => (expiresAt ? time(expiresAt) : never()) },
        { name: "Actions", cell: (each) => acts(actions(each, () => this.list.load())) },
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
    this.disclosures = new DisclosuresPanel();
    this.add(this.disclosures.element);
  }

  async show(route) {
    await Promise.all([super.show(route), this.disclosures.show(route.id, route.params)]);
  }

  draw({ connection }) {
    const stored = make("div", {}, make("p", { class: "muted" }, "Loading …"));
    const versions = make("div", {});
    this.drawHoldings(connection, stored);
    this.drawVersions(connection.id, versions);
    const { dataPackages: packages = [], signalTypes = [] } = connection;
    const after = () => this.load();
    return [
      make("div", { class: "lead" }, badge(connection.state), make("b", {}, connection.tenant), copyable(connection.id, "the connection id"), acts([changing(connection, after), ...actions(connection, after), erasing(connection, after)].filter((button) => button))),
      facts([
        ["Data packages", packages.length > MANY ? make("details", {}, make("summary", {}, `${count(packages.length)} packages`), packages.join(", ")) : packages.join(", ") || "no data"],
        ["Version of the packages", connection.dataPackagesVersion],
        ["Signal types", signalTypes.join(", ") || "no signals"],
        ["Exports that run, wait or have a file", count(connection.exportsWithEffect)],
        ["Created", time(connection.createdAt)],
        ["Expires", connection.expiresAt ? time(connection.expiresAt) : never()],
      ]),
      make(
        "p",
        { class: "links" },
        make("a", { class: "button", href: hashOf("exports", undefined, { connectionId: connection.id, state: "ALL" }) }, "Its exports"),
        make("a", { class: "button", href: hashOf("imports", undefined, { connectionId: connection.id }) }, "Its imports"),
        make("a", { class: "button", href: hashOf("audit", undefined, { connectionId: connection.id }) }, "Its audit trail"),
      ),
      make("h2", {}, "Stored data"),
      stored,
      make("h2", {}, "Versions of the signal types"),
      versions,
    ];
  }

  // While an erasure runs it is looked at again.
  async drawHoldings(connection, into) {
    clearTimeout(this.looking);
    try {
      const held = await holdingsOf(connection.id);
      into.replaceChildren(holdings(held));
      if (held.erasure && !held.erasure.finishedAt) this.looking = setTimeout(() => into.isConnected && !this.element.hidden && this.drawHoldings(connection, into), ERASING_MILLISECONDS);
    } catch (problem) {
      into.replaceChildren(make("p", { class: "fault" }, problem.message));
    }
  }

  // Which signal types the person allowed, and since when.
  async drawVersions(id, into) {
    try {
      const { grants: all = [] } = await get(`/connections/${encodeURIComponent(id)}/signal-grants`);
      const rows = all.map((grant) => [make("span", {}, count(grant.version)), time(grant.consentedAt), make("span", {}, (grant.signalTypes ?? []).join(", ") || "no signals")]);
      into.replaceChildren(table("Versions of the signal types", ["Version", "Consented", "Signal types"], rows) ?? make("p", { class: "muted" }, "No version is recorded."));
    } catch (problem) {
      into.replaceChildren(make("p", { class: "fault" }, problem.message));
    }
  }
}

const lives = ({ state }) => state === "ACTIVE" || state === "PENDING";

const changing = (each, after) => (lives(each) && may("admin") ? action("Change signal types", "signal-types", () => changeSignalTypes(each, after)) : null);

const erasing = (each, after) => (may("admin") ? action("Erase", "erase", () => erase(each, after), "quiet warn") : null);

// The types of the schemas that are in force, and what the connection has already, such as all of a namespace.
async function changeSignalTypes(each, after) {
  const { schemas = [] } = await get("/schemas");
  const before = each.signalTypes ?? [];
  const known = schemas.filter(({ state }) => state === "ACTIVE").map(({ namespace, signalType }) => `${namespace}.${signalType}`);
  const offered = [...new Set([...before, ...known])].sort();
  if (!offered.length) return notify("No signal type has a schema. Make one with: curae schemas put --help", { fault: true });
  const done = await asked({
    title: "Change the signal types?",
    text: "The app may send these from now on, and no others. Change them only as the person consented: the new version is recorded. Signals that are stored stay.",
    action: "Change the signal types",
    fields: [{ name: "types", label: "Signal types", type: "checks", value: before, options: offered.map((value) => ({ value, label: value })) }],
    run: ({ types }) =>
      post(`/connections/${each.id}/signal-types`, { add: types.filter((type) => !before.includes(type)), remove: before.filter((type) => !types.includes(type)) }),
  });
  if (!done) return;
  notify(`Version ${count(done.connection.grantVersion)} of the signal types is in force.`);
  await after();
}

function actions(each, after) {
  if (!lives(each) || !may("operator")) return [];
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
