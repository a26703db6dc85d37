// Named groups of an app's connections, which FHIR clients export as Group/{name}. A group grants nothing.

import { get, post } from "./api.js";
import { DetailView, facts, table } from "./details.js";
import { asked, confirmed } from "./dialogs.js";
import { copyable, make, notify } from "./dom.js";
import { Filters } from "./filters.js";
import { count, time } from "./format.js";
import { appsLike } from "./keys.js";
import { List, action, acts, linked } from "./lists.js";
import { hashOf } from "./router.js";
import { may } from "./session.js";
import { View } from "./view.js";

const AT_ONCE = 40; // what one call of the server takes
const NAME = "[A-Za-z][A-Za-z0-9.\\-]{0,63}";
const IDS = { name: "ids", label: "Connection ids", type: "area", maxlength: 40000, hint: "one a line, of this app" };

// Both together, since a name is one of its app.
const idOf = ({ tenantId, name }) => `${tenantId}.${name}`;

function pathOf(id) {
  const [tenantId, ...name] = id.split(".");
  return `/tenants/${encodeURIComponent(tenantId)}/groups/${encodeURIComponent(name.join("."))}`;
}

const idsOf = (text) => text.split(/[\s,;]+/).filter((each) => each);

export class GroupsView extends View {
  constructor() {
    super("groups", "Groups", "Named groups of an app's connections, which FHIR clients export together. A group grants nothing: each person's consent does.");
    this.filters = new Filters("Filter groups", [{ name: "tenant", label: "App", type: "search" }]);
    const into = make("div", { id: "groups-list" });
    const create = may("admin") ? make("p", { class: "bulk" }, action("Create a group", "create", () => this.create(), "primary")) : null;
    this.add(this.filters.element, create, into);
    this.list = new List({
      into,
      label: "Groups",
      path: "/groups",
      rows: (answer) => answer.groups,
      empty: () => "No group is here. Make one with: curae groups create --help",
      columns: [
        { name: "Group", cell: (each) => [make("span", { class: "app" }, each.tenant), linked(hashOf("groups", idOf(each)), each.name)] },
        { name: "Connections", cell: ({ connections }) => count(connections ?? 0) },
        { name: "Created", cell: ({ createdAt }) => time(createdAt) },
        { name: "Actions", cell: (each) => acts(may("admin") ? [deleting(each, () => this.list.load())] : []) },
      ],
    });
  }

  show({ params }) {
    this.app = params.get("tenant");
    this.filters.show(params);
    return this.list.show(params, this.filters.parameters(params));
  }

  async create() {
    const apps = await appsLike(this.app);
    if (!apps.length) return notify("There is no app yet. Create one under Apps.", { fault: true });
    const made = await asked({
      title: "Create a group",
      text: "The name stands in URLs and logs: do not name a group after a person.",
      action: "Create the group",
      fields: [
        { name: "tenantId", label: "App", type: "select", options: apps.map(({ id, name }) => ({ value: id, label: name })), required: true },
        { name: "name", label: "Name", required: true, maxlength: 64, pattern: NAME, hint: "letters, digits, - and . beginning with a letter" },
      ],
      run: (given) => post("/groups", given),
    });
    if (!made) return;
    location.hash = hashOf("groups", idOf(made.group));
  }
}

export class GroupView extends DetailView {
  constructor() {
    super("group", "Group", { back: "#groups", backName: "Groups", path: pathOf });
  }

  draw({ group, connectionIds = [] }) {
    const after = () => this.load();
    const gone = () => (location.hash = "#groups");
    const leaving = (id) => acts(may("admin") ? [action("Take out", "remove", () => takeOut(group, id, after), "quiet warn")] : []);
    const rows = connectionIds.map((id) => [linked(hashOf("connections", id), id), leaving(id)]);
    return [
      make("div", { class: "lead" }, make("b", {}, group.name), make("span", {}, group.tenant), acts(may("admin") ? [action("Put connections in", "add", () => putIn(group, after)), deleting(group, gone)] : [])),
      facts([
        ["Exported as", copyable(`Group/${group.name}`, "the name in URLs")],
        ["Connections", count(connectionIds.length)],
        ["Created", time(group.createdAt)],
      ]),
      make("h2", {}, "Connections"),
      table("Connections of the group", ["Connection", "Actions"], rows) ?? make("p", { class: "card empty" }, "No connection is in this group: an export of it has no files."),
    ];
  }
}

const changed = (group, change) => post(`${pathOf(idOf(group))}/change`, change);

// In pieces as large as one call takes. Each is safe to repeat, so that a form that failed can be sent again.
async function putIn(group, after) {
  const done = await asked({
    title: "Put connections into the group",
    text: `Exports of ${group.name} hold them from now on, each with what its person grants.`,
    action: "Put them in",
    fields: [{ ...IDS, required: true }],
    run: async ({ ids }) => {
      const add = idsOf(ids);
      let answer = null;
      for (let start = 0; start < add.length; start += AT_ONCE) answer = await changed(group, { add: add.slice(start, start + AT_ONCE) });
      return answer;
    },
  });
  await after();
  if (done) notify(`The group has ${count(done.group.connections ?? 0)} connections.`);
}

async function takeOut(group, id, after) {
  const goOn = await confirmed({
    title: "Take this connection out of the group?",
    text: "Exports of the group that begin from now on leave it out. Files that were made already stay.",
    subject: `${group.tenant} · ${group.name} · ${id}`,
    action: "Take it out",
  });
  if (!goOn) return;
  await changed(group, { remove: [id] });
  notify("Taken out.");
  await after();
}

const deleting = (group, after) => action("Delete", "delete", () => remove(group, after), "quiet warn");

async function remove(group, after) {
  const goOn = await confirmed({
    title: "Delete this group?",
    text: "Its connections stay, and so do exports that were begun. A client that asks for the group by its name is refused.",
    subject: `${group.tenant} · ${group.name}`,
    action: "Delete the group",
  });
  if (!goOn) return;
  await post(`${pathOf(idOf(group))}/delete`);
  notify("Deleted.");
  await after();
}
