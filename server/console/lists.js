// A table of a page at a time, whose rows change in place, so that what has the focus keeps it.

import { get } from "./api.js";
import { make, notifyProblem } from "./dom.js";

const PAGE = 25;

// `columns`: [{ name, cell(row) }], `rows(answer)` finds the rows in an answer, `empty()` says what their absence means.
export class List {
  constructor({ into, label, path, parameters = () => ({}), columns, rows, empty }) {
    Object.assign(this, { path, parameters, columns, rowsOf: rows, empty });
    this.shown = new Map();
    this.cursors = [undefined];
    this.body = make("tbody", { role: "rowgroup" });
    this.message = make("p", { class: "empty" }, "Loading …");
    this.table = make(
      "table",
      { role: "table", "aria-label": label },
      make("thead", { role: "rowgroup" }, make("tr", { role: "row" }, columns.map(({ name }) => make("th", { role: "columnheader", scope: "col" }, name)))),
      this.body,
    );
    this.newer = make("button", { type: "button", class: "quiet", onclick: () => this.turn(-1) }, "Newer");
    this.older = make("button", { type: "button", class: "quiet", onclick: () => this.turn(1) }, "Older");
    this.pages = make("nav", { class: "pages", "aria-label": `Pages of ${label.toLowerCase()}` }, this.newer, this.older);
    into.replaceChildren(make("div", { class: "card list" }, this.table, this.message, this.pages));
    this.table.hidden = true;
    this.pages.hidden = true;
  }

  get isFirstPage() {
    return this.cursors.length === 1;
  }

  begin() {
    this.cursors = [undefined];
    return this.load();
  }

  turn(by) {
    if (by > 0) this.cursors.push(this.next);
    else this.cursors.pop();
    return this.load();
  }

  // Of answers that overtake each other the last asked for counts.
  async load() {
    const asked = (this.asked = Symbol("load"));
    try {
      const answer = await get(this.path, { limit: PAGE, cursor: this.cursors.at(-1), ...this.parameters() });
      if (asked === this.asked) this.show(answer);
    } catch (problem) {
      if (asked !== this.asked) return;
      if (this.shown.size) notifyProblem(problem);
      else this.say(problem.message);
    }
  }

  show(answer) {
    this.next = answer.pagination?.nextCursor;
    this.newer.disabled = this.isFirstPage;
    this.older.disabled = !this.next;
    this.pages.hidden = this.isFirstPage && !this.next;
    this.replace(this.rowsOf(answer));
  }

  replace(rows) {
    const before = this.shown;
    this.shown = new Map(rows.map((row) => [row.id, before.get(row.id) ?? { element: make("tr", { role: "row" }) }]));
    for (const row of rows) this.put(row);
    for (const [id, { element }] of before) if (!this.shown.has(id)) element.remove();
    // Only what is out of place is moved: a row that moves loses the focus.
    [...this.shown.values()].forEach(({ element }, index) => {
      if (this.body.children[index] !== element) this.body.insertBefore(element, this.body.children[index] ?? null);
    });
    if (rows.length) this.say(null);
    else this.say(this.empty());
  }

  // Draws one row anew where it differs from what is shown.
  put(row) {
    const entry = this.shown.get(row.id);
    const drawn = JSON.stringify(row);
    if (!entry || entry.drawn === drawn) return;
    entry.drawn = drawn;
    const focused = entry.element.contains(document.activeElement) ? document.activeElement.dataset.action : null;
    const cells = this.columns.map(({ name, cell }) => make("td", { role: "cell", "data-label": name }, cell(row)));
    entry.element.replaceChildren(...cells);
    if (focused) entry.element.querySelector(`[data-action="${focused}"]`)?.focus();
  }

  say(text) {
    this.message.hidden = text === null;
    this.message.textContent = text ?? "";
    this.table.hidden = text !== null;
  }
}

export const badge = (state) => make("span", { class: `badge ${state}` }, state);

export const id = (text) => make("code", { class: "id" }, text);

// Disabled while `run` runs, so that nothing is asked for twice. The focus comes back to it, or to its row where it is gone.
export function action(name, key, run, kind = "quiet") {
  const button = make("button", { type: "button", class: kind, "data-action": key }, name);
  button.addEventListener("click", async () => {
    const row = button.closest("tr");
    button.disabled = true;
    try {
      await run();
    } catch (problem) {
      notifyProblem(problem);
    } finally {
      button.disabled = false;
      row.tabIndex = -1;
      (button.isConnected ? button : row).focus();
    }
  });
  return button;
}
