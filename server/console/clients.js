// Clients of SMART Backend Services: they have no secret, but keys that sign. Registering and revoking them.

import { post } from "./api.js";
import { asked, confirmed } from "./dialogs.js";
import { copyable, make, notify } from "./dom.js";
import { Filters } from "./filters.js";
import { time } from "./format.js";
import { LIVES, appsLike, inDays } from "./keys.js";
import { List, action, acts, badge, linked } from "./lists.js";
import { hashOf } from "./router.js";
import { may } from "./session.js";
import { View } from "./view.js";

const STATES = [{ value: "", label: "any" }, { value: "USABLE", label: "ACTIVE" }, { value: "EXPIRED", label: "EXPIRED" }, { value: "REVOKED", label: "REVOKED" }];
const never = () => make("span", { class: "muted" }, "never");

export class ClientsView extends View {
  constructor() {
    super("clients", "Clients", "Clients of SMART Backend Services (FHIR bulk export). A client signs with its own key and has no secret here.");
    this.filters = new Filters("Filter clients", [
      { name: "tenant", label: "App", type: "search" },
      { name: "state", label: "Status", type: "select", options: STATES },
    ]);
    const into = make("div", { id: "clients-list" });
    const create = may("admin") ? make("p", { class: "bulk" }, action("Create a client", "create", () => this.create(), "primary")) : null;
    this.add(this.filters.element, create, into);
    this.list = new List({
      into,
      label: "Clients",
      path: "/clients",
      rows: (answer) => answer.clients,
      empty: () => "No client is here. Make one with: curae clients create --help",
      columns: [
        { name: "Status", cell: ({ state }) => badge(state === "USABLE" ? "ACTIVE" : state) },
        { name: "Client", cell: (each) => [make("span", { class: "app" }, each.tenant), each.name ? make("span", {}, each.name) : null, copyable(each.id, "the client id")] },
        { name: "Public keys", cell: publicKeys },
        { name: "Last used", cell: ({ lastUsedAt }) => (lastUsedAt ? time(lastUsedAt) : never()) },
        { name: "Created", cell: ({ createdAt }) => time(createdAt) },
        { name: "Expires", cell: ({ expiresAt }) => (expiresAt ? time(expiresAt) : never()) },
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
    return each.state === "USABLE" && may("operator") ? [action("Revoke", "revoke", () => this.revoke(each), "quiet warn")] : [];
  }

  async create() {
    const apps = await appsLike(this.app);
    if (!apps.length) return notify("There is no app yet. Create one under Apps.", { fault: true });
    const made = await asked({
      title: "Create a client",
      text: "Give the address where the client publishes its public keys, or the keys themselves.",
      action: "Create the client",
      fields: [
        { name: "tenantId", label: "App", type: "select", options: apps.map(({ id, name }) => ({ value: id, label: name })), required: true },
        { name: "name", label: "Name", maxlength: 200 },
        { name: "jwksUrl", label: "Address of the public keys", maxlength: 2048, hint: "a public https address of a JSON Web Key Set" },
        { name: "jwks", label: "Public keys", type: "area", maxlength: 4000, hint: "or a JSON Web Key Set with keys of RS384 or ES384" },
        { name: "connectionId", label: "Only this connection", hint: "a connection id, or empty for all of the app" },
        { name: "days", label: "Expires", type: "select", value: "365", options: LIVES },
      ],
      run: ({ days, ...given }) => post("/clients", { ...Object.fromEntries(Object.entries(given).filter(([, value]) => value)), expiresAt: inDays(days) }),
    });
    if (!made) return;
    notify(`Created the client ${made.client.id}.`);
    await this.list.load();
  }

  async revoke(each) {
    const goOn = await confirmed({
      title: "Revoke this client?",
      text: "Its access tokens end within seconds, and it gets no new ones. Copies that were already downloaded cannot be recalled. This cannot be undone.",
      subject: `${each.tenant} · ${each.name ? `${each.name} · ` : ""}${each.id}`,
      action: "Revoke the client",
    });
    if (!goOn) return;
    await post(`/keys/${each.id}/revoke`);
    notify("Revoked.");
    await this.list.load();
  }
}

function publicKeys({ jwksUrl, keyIds = [], connectionId }) {
  return [
    make("span", { class: "meaning" }, jwksUrl ?? keyIds.join(", ")),
    connectionId ? make("span", { class: "muted" }, "only ", linked(hashOf("connections", connectionId), connectionId)) : null,
  ];
}
