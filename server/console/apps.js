// Apps: making one, and ending one with all that it has.

import { post } from "./api.js";
import { asked, confirmed } from "./dialogs.js";
import { copyable, make, notify } from "./dom.js";
import { Filters } from "./filters.js";
import { count, time } from "./format.js";
import { List, action, acts, badge } from "./lists.js";
import { hashOf } from "./router.js";
import { may } from "./session.js";
import { View } from "./view.js";

export class AppsView extends View {
  constructor() {
    super("apps", "Apps", "Each app is a tenant: it sees its own connections and exports only.");
    this.filters = new Filters("Filter apps", [{ name: "name", label: "Name", type: "search" }]);
    const into = make("div", { id: "apps-list" });
    const create = may("admin") ? make("p", { class: "bulk" }, action("Create an app", "create", () => this.create(), "primary")) : null;
    this.add(this.filters.element, create, into);
    this.list = new List({
      into,
      label: "Apps",
      path: "/tenants",
      rows: (answer) => answer.tenants,
      empty: () => "No app is here.",
      columns: [
        { name: "Status", cell: ({ revokedAt }) => badge(revokedAt ? "REVOKED" : "ACTIVE") },
        { name: "App", cell: (each) => [make("span", { class: "app" }, each.name), copyable(each.id, "the app's id")] },
        { name: "Connections", cell: (each) => make("a", { href: hashOf("connections", undefined, { tenant: each.name }) }, count(each.connections ?? 0)) },
        { name: "Keys", cell: (each) => make("a", { href: hashOf("keys", undefined, { tenant: each.name }) }, count(each.keys ?? 0)) },
        { name: "Clients", cell: (each) => make("a", { href: hashOf("clients", undefined, { tenant: each.name }) }, count(each.clients ?? 0)) },
        { name: "Waiting exports", cell: (each) => make("a", { href: hashOf("exports", undefined, { tenant: each.name, state: "ALL" }) }, count(each.pendingExports ?? 0)) },
        { name: "Created", cell: ({ createdAt }) => time(createdAt) },
        { name: "Actions", cell: (each) => acts(this.actions(each)) },
      ],
    });
  }

  show({ params }) {
    this.filters.show(params);
    return this.list.show(params, this.filters.parameters(params));
  }

  actions(each) {
    return each.revokedAt || !may("admin") ? [] : [action("Revoke", "revoke", () => this.revoke(each), "quiet warn")];
  }

  async create() {
    const made = await asked({
      title: "Create an app",
      action: "Create the app",
      fields: [{ name: "name", label: "Name", required: true, maxlength: 200 }],
      run: (given) => post("/tenants", given),
    });
    if (!made) return;
    notify(`Created ${made.tenant.name}.`);
    await this.list.load();
  }

  async revoke(each) {
    const goOn = await confirmed({
      title: "Revoke this app?",
      text:
        `Its keys (${count(each.keys ?? 0)}), clients (${count(each.clients ?? 0)}), connections (${count(each.connections ?? 0)}) and webhooks end, its exports are cancelled and their files deleted. ` +
        "Copies that were already downloaded cannot be recalled. This cannot be undone.",
      subject: each.name,
      action: "Revoke the app",
    });
    if (!goOn) return;
    const { exportsCancelled } = await post(`/tenants/${each.id}/revoke`);
    notify(`Revoked. Exports cancelled: ${count(exportsCancelled ?? 0)}.`);
    await this.list.load();
  }
}
