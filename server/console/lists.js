// A table of a page at a time, whose rows change in place, so that what has the focus keeps it. Page and size are in the URL.

import { get } from "./api.js";
import { make, notifyProblem } from "./dom.js";
import { count } from "./format.js";
import { change } from "./router.js";

const SIZES = [25, 50, 100];
const MAX_COUNTED = 10001; // the server counts no further
const AGAIN_MILLISECONDS = 3000;

// `columns`: [{ name, cell(row) }], `rows(answer)` finds the rows in an answer, `keyOf(row)` tells two rows apart, `empty()`
// says what their absence means. `prefix` stands before the names in the URL where a view has two lists.
export class List {
  constructor({ into, label, path, columns, rows, empty, keyOf = (row) => row.id, prefix = "" }) {
    Object.assign(this, { path, columns, rowsOf: rows, empty, keyOf, prefix, parameters: {}, page: 1, size: SIZES[0] });
    this.shown = new Map();
    this.body = make("tbody", { role: "rowgroup" });
    this.message = make("p", { class: "empty", role: "status" }, "Loading …");
    this.table = make(
      "table",
      { role: "table", "aria-label": label },
      make("thead", { role: "rowgroup" }, make("tr", { role: "row" }, columns.map(({ name }) => make("th", { role: "columnheader", scope: "col" }, name)))),
      this.body,
    );
    this.pager(label);
    into.replaceChildren(make("div", { class: "card list" }, this.table, this.message, this.pages));
    this.table.hidden = true;
    this.pages.hidden = true;
  }

  pager(label) {
    const button = (name, by) => make("button", { type: "button", class: "quiet", onclick: () => this.turnTo(this.page + by) }, name);
    this.previous = button("Previous", -1);
    this.next = button("Next", 1);
    this.number = make("input", { type: "number", min: "1", step: "1", "aria-label": "Page", inputmode: "numeric" });
    this.number.addEventListener("change", () => this.turnTo(Number(this.number.value) || 1));
    this.sizes = make("select", { "aria-label": "Rows a page" }, SIZES.map((size) => make("option", { value: size }, `${size} rows`)));
    this.sizes.addEventListener("change", () => change({ [`${this.prefix}size`]: this.sizes.value, [`${this.prefix}page`]: undefined }));
    this.range = make("span", { class: "range" });
    this.last = make("span", {});
    this.pages = make(
      "nav",
      { class: "pages", "aria-label": `Pages of ${label.toLowerCase()}` },
      this.range,
      this.sizes,
      make("span", { class: "jump" }, "Page ", this.number, this.last),
      this.previous,
      this.next,
    );
  }

  turnTo(page) {
    const wanted = Math.min(Math.max(page, 1), this.pageCount ?? page);
    this.number.value = wanted;
    change({ [`${this.prefix}page`]: wanted === 1 ? undefined : wanted });
  }

  get isFirstPage() {
    return this.page === 1;
  }

  get rows() {
    return [...this.shown.values()].map(({ row }) => row);
  }

  // Brings the list up to the URL.
  show(params, parameters = {}) {
    this.parameters = parameters;
    this.page = Math.max(Number(params.get(`${this.prefix}page`)) || 1, 1);
    const size = Number(params.get(`${this.prefix}size`));
    this.size = SIZES.includes(size) ? size : SIZES[0];
    this.sizes.value = this.size;
    return this.load();
  }

  // Of answers that overtake each other the last asked for counts.
  async load() {
    const asked = (this.asked = Symbol("load"));
    clearTimeout(this.again);
    try {
      const answer = await get(this.path, { limit: this.size, page: this.page, ...this.parameters });
      if (asked === this.asked) this.draw(answer);
    } catch (problem) {
      if (asked !== this.asked) return;
      if (problem.status === 0) this.again = setTimeout(() => this.table.isConnected && this.load(), AGAIN_MILLISECONDS);
      if (this.shown.size && problem.status === 0) this.table.classList.add("stale");
      else if (this.shown.size) notifyProblem(problem);
      else this.say(problem.message, { fault: true });
    }
  }

  draw(answer) {
    const rows = this.rowsOf(answer) ?? [];
    this.table.classList.remove("stale");
    this.turn(rows.length, Number(answer.pagination?.total ?? rows.length));
    this.replace(rows);
  }

  turn(shown, total) {
    const first = (this.page - 1) * this.size + 1;
    const many = total >= MAX_COUNTED;
    this.pageCount = Math.max(Math.ceil(Math.min(total, MAX_COUNTED - 1) / this.size), 1);
    this.range.textContent = shown ? `${count(first)}–${count(first + shown - 1)} of ${many ? "more than 10,000" : count(total)}` : `0 of ${count(total)}`;
    this.number.value = this.page;
    this.number.max = this.pageCount;
    this.last.textContent = ` of ${count(this.pageCount)}`;
    this.previous.disabled = this.page === 1;
    this.next.disabled = this.page >= this.pageCount;
    this.pages.hidden = total <= SIZES[0] && this.page === 1;
  }

  replace(rows) {
    const before = this.shown;
    this.shown = new Map(rows.map((row) => [this.keyOf(row), before.get(this.keyOf(row)) ?? { element: make("tr", { role: "row" }) }]));
    for (const row of rows) this.put(row);
    for (const [key, { element }] of before) if (!this.shown.has(key)) element.remove();
    // Only what is out of place is moved: a row that moves loses the focus.
    [...this.shown.values()].forEach(({ element }, index) => {
      if (this.body.children[index] !== element) this.body.insertBefore(element, this.body.children[index] ?? null);
    });
    if (rows.length) this.say(null);
    else this.say(this.page > 1 ? "There is no such page." : this.empty());
  }

  // Draws one row anew where it differs from what is shown.
  put(row) {
    const entry = this.shown.get(this.keyOf(row));
    const drawn = JSON.stringify(row);
    if (!entry || entry.drawn === drawn) return;
    Object.assign(entry, { drawn, row });
    const focused = entry.element.contains(document.activeElement) ? document.activeElement.dataset.action : null;
    const cells = this.columns.map(({ name, cell }) => make("td", { role: "cell", "data-label": name }, cell(row)));
    entry.element.replaceChildren(...cells);
    if (focused) entry.element.querySelector(`[data-action="${focused}"]`)?.focus();
  }

  say(text, { fault = false } = {}) {
    this.message.hidden = text === null;
    this.message.classList.toggle("fault", fault);
    this.message.replaceChildren(text ?? "");
    if (fault) this.message.append(" ", make("button", { type: "button", onclick: () => this.load() }, "Try again"));
    this.table.hidden = text !== null;
  }
}

export const badge = (state) => make("span", { class: `badge ${state}` }, state.replaceAll("_", " "));

// The cell of a row's acts, where it has any.
export const acts = (buttons) => (buttons.length ? make("div", { class: "actions" }, buttons) : null);

export const id = (text) => make("code", { class: "id" }, text);

export const linked = (href, text) => make("a", { href, class: "id" }, make("code", {}, text));

// Disabled while `run` runs, so that nothing is asked for twice. The focus comes back to it, or to its row where it is gone.
export function action(name, key, run, kind = "quiet") {
  const button = make("button", { type: "button", class: kind, "data-action": key }, name);
  button.addEventListener("click", async () => {
    const place = button.closest("tr") ?? button.closest("section");
    button.disabled = true;
    try {
      await run();
    } catch (problem) {
      notifyProblem(problem);
    } finally {
      button.disabled = false;
      if (place) place.tabIndex = -1;
      (button.isConnected ? button : place)?.focus();
    }
  });
  return button;
}
