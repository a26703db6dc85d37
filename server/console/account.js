// The own login: what one may do, and the second factor.

import { get, post } from "./api.js";
import { facts } from "./details.js";
import { asked, confirmed, showSecret } from "./dialogs.js";
import { copyable, draw, make, notify, notifyProblem } from "./dom.js";
import { time } from "./format.js";
import { action } from "./lists.js";
import { me } from "./session.js";
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
        ["Session expires", time(session.expiresAt)],
        ["Second factor", has ? "A code of an authenticator app is asked for at each login" : "None: the password alone opens the console"],
      ]),
      make("div", { class: "links" }, has ? action("Remove the second factor", "remove", () => this.remove(), "quiet warn") : action("Add a second factor", "add", () => this.begin(), "primary"), action("Log out everywhere", "everywhere", () => this.endAll(), "quiet warn")),
      this.enrolment ?? "",
    ];
  }

  async begin() {
    const { secret, uri, qrRows } = await post("/account/second-factor");
    const input = make("input", { id: "account-code", name: "code", inputmode: "numeric", autocomplete: "one-time-code", required: true, maxlength: "7", pattern: "[0-9 ]{6,7}" });
    const form = make(
      "form",
      { class: "card enrol", "aria-label": "Add a second factor" },
      make("p", {}, "1. Scan this code with an authenticator app:"),
      qrCode(qrRows),
      make("p", {}, "Or add the key by hand, as a time-based key:"),
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
    input.focus({ preventScroll: true });
    form.scrollIntoView({ block: "nearest" });
  }

  async confirm(code) {
    const { recoveryCodes } = await post("/account/second-factor/confirm", { code: code.replaceAll(" ", "") });
    this.enrolment = undefined;
    await showSecret({
      title: "The second factor was added",
      text: "Your other sessions have ended. Keep these recovery codes: each replaces a code once. They are shown only here.",
      secret: recoveryCodes.join(" "),
      what: "the recovery codes",
    });
    await this.show();
  }

  async endAll() {
    const goOn = await confirmed({
      title: "Log out everywhere?",
      text: "Every session of yours ends at once, on every device and in this browser.",
      subject: me(),
      action: "Log out everywhere",
    });
    if (!goOn) return;
    await post("/logout/everywhere");
    location.reload();
  }

  async remove() {
    const removed = await asked({
      title: "Remove the second factor?",
      text: "Then the password alone opens the console.",
      action: "Remove it",
      danger: true,
      fields: [{ ...CODE, hint: "of the app, or a recovery code" }],
      run: ({ code }) => post("/account/second-factor/remove", { code }),
    });
    if (!removed) return;
    notify("The second factor was removed.");
    await this.show();
  }
}

// `rows`: from the top, each a text of 1 for a dark module and 0 for a light one. Dark on white in both themes, as readers need.
function qrCode(rows) {
  const dark = rows.flatMap((row, y) => [...row.matchAll(/1+/g)].map((run) => `M${run.index} ${y}h${run[0].length}v1h-${run[0].length}z`));
  return draw(
    "svg",
    { class: "qr", viewBox: `0 0 ${rows.length} ${rows.length}`, role: "img", "aria-label": "QR code of the key", "shape-rendering": "crispEdges" },
    draw("rect", { width: "100%", height: "100%", fill: "#ffffff" }),
    draw("path", { d: dark.join(""), fill: "#000000" }),
  );
}
