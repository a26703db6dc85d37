// A view of the console: a section with a heading. `show(route)` brings it up to the URL, `update(overview)` to the figures.

import { make } from "./dom.js";

export class View {
  constructor(name, title, hint) {
    this.name = name;
    this.heading = make("h1", { id: `${name}-title`, tabindex: "-1" }, title);
    this.element = make(
      "section",
      { id: `${name}-view`, class: "view", "aria-labelledby": `${name}-title`, hidden: true },
      this.heading,
      hint ? make("p", { class: "muted hint" }, hint) : null,
    );
  }

  get title() {
    return this.heading.textContent;
  }

  add(...nodes) {
    this.element.append(...nodes.filter((node) => node));
  }

  show() {}

  update() {}
}

export const narrow = () => matchMedia("(max-width: 40rem)").matches;

// Folded away on a telephone, open elsewhere.
export function foldable(summary, ...children) {
  return make("details", { class: "foldable", open: !narrow() }, make("summary", {}, summary), ...children);
}
