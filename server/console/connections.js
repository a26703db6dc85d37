// What people granted to apps, and revoking it.

import { post } from "./api.js";
import { byId, confirmed, make, notify } from "./dom.js";
import { count, time } from "./format.js";
import { List, action, badge, id } from "./lists.js";

const MANY = 4;

export class ConnectionsPanel {
  constructor() {
    this.list = new List({
      into: byId("connections-list"),
      label: "Connections",
      path: "/connections",
      rows: (answer) => answer.connections,
      empty: () => "No connections yet. Make one with: curae connections create --help",
      columns: [
        { name: "State", cell: ({ state }) => badge(state) },
        { name: "Connection", cell: (each) => [make("span", { class: "app" }, each.tenant), id(each.id)] },
        { name: "Grants", cell: grants },
        { name: "Exports", cell: ({ exportsWithEffect }) => count(exportsWithEffect) },
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
    if (each.state !== "ACTIVE" && each.state !== "PENDING") return null;
    return make("div", { class: "actions" }, action("Revoke", "revoke", () => this.revoke(each), "quiet warn"));
  }

  async revoke(each) {
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
    await this.list.load();
  }
}

function cancelled(exports) {
  if (!exports) return "";
  return exports === 1 ? "1 export will be cancelled and its file deleted. " : `${count(exports)} exports will be cancelled and their files deleted. `;
}

function grants({ dataPackages, signalTypes }) {
  const some = dataPackages.length > MANY ? `${count(dataPackages.length)} data packages` : dataPackages.join(", ") || "no data";
  const signals = signalTypes.length ? signalTypes.join(", ") : "no signals";
  return [
    make("span", { title: dataPackages.join(", ") }, some),
    make("span", { class: "muted" }, signals),
  ];
}
