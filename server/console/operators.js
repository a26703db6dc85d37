// Who may open the console, what each may do, and when each was last here.

import { get, post } from "./api.js";
import { table } from "./details.js";
import { asked, confirmed, showSecret } from "./dialogs.js";
import { make, notify, notifyProblem } from "./dom.js";
import { time } from "./format.js";
import { action, acts, badge } from "./lists.js";
import { may, me } from "./session.js";
import { View } from "./view.js";

const ROLES = [
  { value: "viewer", label: "viewer: reads" },
  { value: "operator", label: "operator: also retries, cancels, replays and revokes" },
  { value: "admin", label: "admin: also creates apps and keys, erases, and manages operators" },
];
const never = () => make("span", { class: "muted" }, "never");

export class OperatorsView extends View {
  constructor() {
    super("operators", "Operators", "Who may open the console. The role holds from the operator's next act on.");
    this.into = make("div", { id: "operators-list" });
    const create = may("admin") ? make("p", { class: "bulk" }, action("Create an operator", "create", () => this.create(), "primary")) : null;
    this.add(create, this.into);
  }

  async show() {
    try {
      const { operators = [] } = await get("/operators");
      const rows = operators.toReversed().map((each) => [
        badge(each.revokedAt ? "REVOKED" : "ACTIVE"),
        make("span", { class: "app" }, each.name === me() ? `${each.name} (you)` : each.name),
        make("span", {}, each.role),
        make("span", {}, each.secondFactor ? "yes" : "no"),
        each.lastLoginAt ? time(each.lastLoginAt) : never(),
        time(each.createdAt),
        acts(this.actions(each)),
      ]);
      this.into.replaceChildren(table("Operators", ["Status", "Name", "Role", "Second factor", "Last login", "Created", "Actions"], rows));
    } catch (problem) {
      if (this.into.childElementCount) notifyProblem(problem);
      else this.into.replaceChildren(make("p", { class: "card empty fault" }, problem.message));
    }
  }

  actions(each) {
    if (each.revokedAt || each.name === me() || !may("admin")) return [];
    return [
      action("Change role", "role", () => this.changeRole(each)),
      each.secondFactor ? action("Reset second factor", "reset", () => this.reset(each)) : null,
      action("Revoke", "revoke", () => this.revoke(each), "quiet warn"),
    ].filter((button) => button);
  }

  async create() {
    const made = await asked({
      title: "Create an operator",
      text: "The password is made for the operator, and shown once after this.",
      action: "Create the operator",
      fields: [
        { name: "name", label: "Name", required: true, maxlength: 64, hint: "a-z, 0-9 and . _ @ -" },
        { name: "role", label: "Role", type: "select", value: "viewer", options: ROLES },
      ],
      run: (given) => post("/operators", given),
    });
    if (!made) return;
    const { operator, password } = made;
    await this.show();
    await showSecret({ title: `${operator.name} was created.`, text: "Give the password to the operator now: it is not kept, and is shown only here.", secret: password, what: "the password" });
  }

  async changeRole(each) {
    const changed = await asked({
      title: "Change the role",
      text: each.name,
      action: "Change the role",
      fields: [{ name: "role", label: "Role", type: "select", value: each.role, options: ROLES }],
      run: (given) => post(`/operators/${encodeURIComponent(each.name)}/role`, given),
    });
    if (!changed) return;
    notify(`${changed.operator.name} has the role ${changed.operator.role}.`);
    await this.show();
  }

  async reset(each) {
    const goOn = await confirmed({
      title: "Reset the second factor?",
      text: "The password alone then opens the console for this operator, who has to add a second factor again. The sessions end at once.",
      subject: each.name,
      action: "Reset it",
    });
    if (!goOn) return;
    await post(`/operators/${encodeURIComponent(each.name)}/reset-second-factor`);
    notify("The second factor was reset.");
    await this.show();
  }

  async revoke(each) {
    const goOn = await confirmed({
      title: "Revoke this operator?",
      text: "The operator's sessions end at once. The name can be given to a new operator afterwards.",
      subject: `${each.name} · ${each.role}`,
      action: "Revoke the operator",
    });
    if (!goOn) return;
    await post(`/operators/${encodeURIComponent(each.name)}/revoke`);
    notify("Revoked.");
    await this.show();
  }
}
