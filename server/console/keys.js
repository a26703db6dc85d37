// API keys without their secrets, and revoking them.

import { post } from "./api.js";
import { byId, confirmed, make, notify } from "./dom.js";
import { time } from "./format.js";
import { List, action, badge, id } from "./lists.js";

// The states of the API that people read under another name.
const NAMES = { USABLE: "ACTIVE" };

export class KeysPanel {
  constructor() {
    this.list = new List({
      into: byId("keys-list"),
      label: "API keys",
      path: "/keys",
      rows: (answer) => answer.keys,
      empty: () => "No keys yet. Make one with: curae keys create --help",
      columns: [
        { name: "State", cell: ({ state }) => badge(NAMES[state] ?? state) },
        { name: "Key", cell: (each) => [make("span", { class: "app" }, each.tenant), make("code", { class: "id" }, `${each.prefix}…`)] },
        { name: "Name", cell: (each) => make("span", {}, each.name || "–") },
        { name: "Permissions", cell: permissions },
        { name: "Created", cell: ({ createdAt }) => time(createdAt) },
        { name: "Expires", cell: ({ expiresAt }) => (expiresAt ? time(expiresAt) : make("span", { class: "muted" }, "never")) },
        { name: "Actions", cell: (each) => this.actions(each) },
      ],
    });
  }

  load() {
    return this.list.begin();
  }

  actions(each) {
    if (each.state !== "USABLE") return null;
    return make("div", { class: "actions" }, action("Revoke", "revoke", () => this.revoke(each), "quiet warn"));
  }

  async revoke(each) {
    const goOn = await confirmed({
      title: "Revoke this key?",
      text:
        "Every server rejects the key, and signed URLs created with it, within seconds. Clients that use it stop working " +
        "until they have another key. Copies that were already downloaded cannot be recalled. This cannot be undone.",
      subject: `${each.tenant} · ${each.name ? `${each.name} · ` : ""}${each.prefix}…`,
      action: "Revoke the key",
    });
    if (!goOn) return;
    await post(`/keys/${each.id}/revoke`);
    notify("Revoked.");
    await this.list.load();
  }
}

function permissions({ scopes, connectionId }) {
  return [
    make("span", {}, scopes.join(", ")),
    connectionId ? make("span", { class: "muted" }, "only ", id(connectionId)) : null,
  ];
}
