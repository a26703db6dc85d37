// The own login: what one may do, and the second factor.

import { get, post } from "./api.js";
import { facts } from "./details.js";
import { asked, showSecret } from "./dialogs.js";
import { copyable, make, notify, notifyProblem } from "./dom.js";
import { time } from "./format.js";
import { action } from "./lists.js";
import { View } from "./view.js";

const CODE = { name: "code", label: "Code", required: true, maxlength: 40 };

export class AccountView extends View {
  constructor() {
    super("account", "Your login");
    this.into = make("div", { id: "account-details" });
    this.add(this.into);
  }

  async show() {
    try {
      const { session } = await get("/session");
      if (session) this.into.replaceChildren(...this.draw(session));
    } catch (problem) {
      notifyProblem(problem);
    }
  }

  draw(session) {
    const has = session.secondFactor;
    return [
      facts([
        ["Name", session.operator],
        ["Role", session.role],
        ["This session ends", time(session.expiresAt)],
        ["Second factor", has ? "A code of an authenticator app is asked for at each login" : "None: the password alone opens the console"],
      ]),
      make("p", { class: "links" }, has ? action("Remove the second factor", "remove", () => this.remove(), "quiet warn") : action("Add a second factor", "add", () => this.begin(), "primary")),
      this.enrolment ?? "",
    ];
  }

  async begin() {
    const { secret, uri } = await post("/account/second-factor");
    const input = make("input", { id: "account-code", name: "code", inputmode: "numeric", autocomplete: "one-time-code", required: true, maxlength: "7", pattern: "[0-9 ]{6,7}" });
    const form = make(
      "form",
      { class: "card enrol", "aria-label": "Add a second factor" },
      make("p", {}, "1. Add this key to an authenticator app, as a time-based key:"),
      make("p", {}, copyable(secret, "the key of the second factor")),
      make("p", {}, make("a", { href: uri }, "Open it in an authenticator app on this device")),
      make("div", { class: "field" }, make("label", { for: "account-code" }, "2. The code that the app shows now"), input),
      make("div", { class: "actions" }, make("button", { type: "submit", class: "primary" }, "Confirm")),
    );
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.confirm(input.value).catch(notifyProblem);
    });
    this.enrolment = form;
    await this.show();
    input.focus();
  }

  async confirm(code) {
    const { recoveryCodes } = await post("/account/second-factor/confirm", { code: code.replaceAll(" ", "") });
    this.enrolment = undefined;
    await showSecret({
      title: "The second factor was added.",
      text: "Keep these recovery codes: each stands in for a code once. They are shown only here.",
      secret: recoveryCodes.join(" "),
      what: "the recovery codes",
    });
    await this.show();
  }

  async remove() {
    const given = await asked({ title: "Remove the second factor?", text: "Then the password alone opens the console.", action: "Remove it", fields: [{ ...CODE, hint: "of the app, or a recovery code" }] });
    if (!given) return;
    await post("/account/second-factor/remove", { code: given.code.trim() });
    notify("The second factor was removed.");
    await this.show();
  }
}
