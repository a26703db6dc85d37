// API keys without their secrets: making, rotating and revoking them.

import { get, post } from "./api.js";
import { asked, confirmed, showSecret } from "./dialogs.js";
import { make, notify } from "./dom.js";
import { Filters } from "./filters.js";
import { time } from "./format.js";
import { List, action, acts, badge, linked } from "./lists.js";
import { hashOf } from "./router.js";
import { may } from "./session.js";
import { View } from "./view.js";

// The states of the API that people read under another name.
const NAMES = { USABLE: "ACTIVE" };
const SCOPES = ["records:export", "records:read", "signal:read", "signal:write", "records:import"];
const DAY_MILLISECONDS = 86400000;
export const LIVES = [{ value: "90", label: "in 90 days" }, { value: "365", label: "in a year" }, { value: "", label: "never" }];
const any = { value: "", label: "any" };

export class KeysView extends View {
  constructor() {
    super("keys", "API keys", "The console shows only the public prefix of a key. Every server rejects a revoked key within seconds.");
    this.filters = new Filters("Filter keys", [
      { name: "tenant", label: "App", type: "search" },
      { name: "environment", label: "Environment", type: "select", options: [any, { value: "live", label: "live" }, { value: "test", label: "test" }] },
      { name: "state", label: "Status", type: "select", options: [any, { value: "USABLE", label: "ACTIVE" }, { value: "EXPIRED", label: "EXPIRED" }, { value: "REVOKED", label: "REVOKED" }] },
    ]);
    const into = make("div", { id: "keys-list" });
    const create = may("admin") ? make("p", { class: "bulk" }, action("Create a key", "create", () => this.create(), "primary")) : null;
    this.add(this.filters.element, create, into);
    this.list = new List({
      into,
      label: "API keys",
      path: "/keys",
      rows: (answer) => answer.keys,
      empty: () => "No key is here. Make one with: curae keys create --help",
      columns: [
        { name: "Status", cell: ({ state }) => badge(NAMES[state] ?? state) },
        { name: "Key", cell: (each) => [make("span", { class: "app" }, each.tenant), each.name ? make("span", {}, each.name) : null, make("code", { class: "id" }, `${each.prefix}…`)] },
        { name: "Environment", cell: ({ environment }) => make("span", {}, environment) },
        { name: "Permissions", cell: permissions },
        { name: "Last used", cell: ({ lastUsedAt }) => (lastUsedAt ? time(lastUsedAt) : make("span", { class: "muted" }, "never")) },
        { name: "Created", cell: ({ createdAt }) => time(createdAt) },
        { name: "Expires", cell: ({ expiresAt }) => (expiresAt ? time(expiresAt) : make("span", { class: "muted" }, "never")) },
        { name: "Actions", cell: (each) => acts(this.actions(each)) },
      ],
    });
  }

  show({ params }) {
    this.app = params.get("tenant");
    this.filters.show(params);
    return this.list.show(params, this.filters.parameters(params));
  }

  actions(each) {
    if (each.state !== "USABLE") return [];
    return [
      may("admin") ? action("Rotate", "rotate", () => this.rotate(each)) : null,
      may("operator") ? action("Revoke", "revoke", () => this.revoke(each), "quiet warn") : null,
    ].filter((button) => button);
  }

  async create() {
    const apps = await appsLike(this.app);
    if (!apps.length) return notify("There is no app yet. Create one under Apps.", { fault: true });
    const made = await asked({
      title: "Create a key",
      text: "The whole key is shown once, after this.",
      action: "Create the key",
      fields: [
        { name: "tenantId", label: "App", type: "select", options: apps.map(({ id, name }) => ({ value: id, label: name })), required: true },
        { name: "name", label: "Name", maxlength: 200, hint: "what it is for, such as: nightly exports" },
        { name: "environment", label: "Environment", type: "select", value: "live", options: [{ value: "live", label: "live" }, { value: "test", label: "test" }] },
        { name: "scopes", label: "Permissions", type: "checks", value: ["records:read"], options: SCOPES.map((value) => ({ value, label: value === "records:import" ? `${value} (alone, for a connector)` : value })) },
        { name: "connectionId", label: "Only this connection", hint: "a connection id, or empty for all of the app" },
        { name: "days", label: "Expires", type: "select", value: "90", options: LIVES },
      ],
      run: ({ days, connectionId, ...order }) => post("/keys", { ...order, connectionId: connectionId || undefined, expiresAt: inDays(days) }),
    });
    if (made) await this.shown(made, "The key was created");
  }

  async rotate(each) {
    const goOn = await confirmed({
      title: "Rotate this key?",
      text: "A new key with the same permissions is made and shown once. This one works for 24 more hours, and then ends.",
      subject: nameOf(each),
      action: "Rotate the key",
    });
    if (goOn) await this.shown(await post(`/keys/${each.id}/rotate`), "The new key was created");
  }

  async shown({ secret }, said) {
    await this.list.load();
    await showSecret({ title: said, text: "Give it to the app now: it is not kept, and is shown only here.", secret, what: "the key" });
  }

  async revoke(each) {
    const goOn = await confirmed({
      title: "Revoke this key?",
      text:
        "Every server rejects the key, and signed URLs created with it, within seconds. Clients that use it stop working " +
        "until they have another key. Copies that were already downloaded cannot be recalled. This cannot be undone.",
      subject: nameOf(each),
      action: "Revoke the key",
    });
    if (!goOn) return;
    await post(`/keys/${each.id}/revoke`);
    notify("Revoked.");
    await this.list.load();
  }
}

// Apps to choose from: those of this name, or else the first ones.
export async function appsLike(name) {
  for (const filter of name ? [{ name }, {}] : [{}]) {
    const { tenants } = await get("/tenants", { limit: 100, ...filter });
    const apps = (tenants ?? []).filter(({ revokedAt }) => !revokedAt);
    if (apps.length) return apps;
  }
  return [];
}

export const inDays = (days) => (days ? new Date(Date.now() + Number(days) * DAY_MILLISECONDS).toISOString() : undefined);

const nameOf = (each) => `${each.tenant} · ${each.name ? `${each.name} · ` : ""}${each.prefix}…`;

function permissions({ scopes = [], connectionId }) {
  return [
    make("span", {}, scopes.join(", ")),
    connectionId ? make("span", { class: "muted" }, "only ", linked(hashOf("connections", connectionId), connectionId)) : null,
  ];
}
