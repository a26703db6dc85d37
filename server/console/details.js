// The page of one thing: facts by their name, loaded again by itself while the server cannot be reached.

import { get } from "./api.js";
import { make } from "./dom.js";
import { View } from "./view.js";

const AGAIN_MILLISECONDS = 3000;

export class DetailView extends View {
  constructor(name, title, { back, backName, path }) {
    super(name, title);
    this.path = path;
    this.into = make("div", { id: `${name}-details` });
    this.heading.before(make("p", { class: "back" }, make("a", { href: back }, `← ${backName}`)));
    this.add(this.into);
  }

  async show({ id }) {
    // A page that is turned below leaves the focus where it is.
    if (id !== this.id || !this.element.contains(document.activeElement)) this.heading.focus();
    if (id !== this.id) this.into.replaceChildren(make("p", { class: "empty" }, "Loading …"));
    this.id = id;
    await this.load();
  }

  async load() {
    clearTimeout(this.again);
    const asked = (this.asked = Symbol("load"));
    try {
      const answer = await get(this.path(this.id));
      if (asked === this.asked) this.into.replaceChildren(...this.draw(answer));
    } catch (problem) {
      if (asked !== this.asked) return;
      if (problem.status === 0) this.again = setTimeout(() => this.element.isConnected && !this.element.hidden && this.load(), AGAIN_MILLISECONDS);
      this.into.replaceChildren(make("p", { class: "card empty fault", role: "status" }, problem.message));
    }
  }
}

// `rows`: [[name, value]]; what has no value is left out.
export const facts = (rows) =>
  make(
    "dl",
    { class: "card facts" },
    rows.filter(([, value]) => value !== null && value !== undefined && value !== "").map(([name, value]) => [make("dt", {}, name), make("dd", {}, value)]).flat(),
  );

export function table(label, names, rows) {
  if (!rows.length) return null;
  return make(
    "div",
    { class: "card list" },
    make(
      "table",
      { role: "table", "aria-label": label },
      make("thead", { role: "rowgroup" }, make("tr", { role: "row" }, names.map((name) => make("th", { role: "columnheader", scope: "col" }, name)))),
      make("tbody", { role: "rowgroup" }, rows.map((cells) => make("tr", { role: "row" }, cells.map((cell, index) => make("td", { role: "cell", "data-label": names[index] }, cell))))),
    ),
  );
}
