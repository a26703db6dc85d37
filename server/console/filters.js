// A form over a list, whose values stand in the URL.

import { make } from "./dom.js";
import { change } from "./router.js";
import { foldable } from "./view.js";

// `fields`: [{ name, label, type: "search" | "time" | "select", options, pattern, hint }]
export class Filters {
  constructor(label, fields) {
    this.fields = fields.map((each) => ({ ...each, control: control(each) }));
    const form = make(
      "form",
      { class: "filters", "aria-label": label },
      this.fields.map(({ name, label: text, control: input }) => {
        input.id = `${label.toLowerCase().replaceAll(" ", "-")}-${name}`;
        return make("div", { class: "field" }, make("label", { for: input.id }, text), input);
      }),
      make("div", { class: "actions" }, make("button", { type: "submit" }, "Search"), make("button", { type: "reset", class: "quiet" }, "Clear")),
    );
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      change(this.values());
    });
    form.addEventListener("reset", () => change(Object.fromEntries(this.fields.map(({ name }) => [name, undefined]))));
    for (const { control: input } of this.fields) {
      if (input.tagName === "SELECT") input.addEventListener("change", () => change(this.values()));
    }
    this.element = foldable("Search and filter", form);
  }

  values() {
    return Object.fromEntries(this.fields.map(({ name, type, control: input }) => [name, type === "time" ? utc(input.value) : input.value.trim() || undefined]));
  }

  show(params) {
    for (const { name, type, control: input } of this.fields) {
      const value = params.get(name) ?? "";
      const shown = type === "time" ? local(value) : value;
      if (input.value !== shown) input.value = shown;
      if (value && !this.element.open) this.element.open = true;
    }
  }

  // For a call: what is given in the URL.
  parameters(params) {
    return Object.fromEntries(this.fields.map(({ name }) => [name, params.get(name) ?? undefined]));
  }
}

function control({ name, type, options = [], pattern, hint }) {
  if (type === "select") return make("select", { name }, options.map(({ value, label }) => make("option", { value }, label)));
  if (type === "time") return make("input", { name, type: "datetime-local", step: "1" });
  return make("input", { name, type: "search", pattern, title: hint, placeholder: hint, autocomplete: "off", autocapitalize: "none", spellcheck: "false", maxlength: "200" });
}

const utc = (value) => (value && !Number.isNaN(Date.parse(value)) ? new Date(value).toISOString() : undefined);

// As `datetime-local` takes it: this machine's time, without an offset.
function local(value) {
  const moment = Date.parse(value);
  if (Number.isNaN(moment)) return "";
  const shifted = new Date(moment - new Date(moment).getTimezoneOffset() * 60000);
  return shifted.toISOString().slice(0, 19);
}
