// Questions before an act, forms, and secrets that are shown once.

import { byId, copyable, make } from "./dom.js";

function opened(dialog) {
  dialog.returnValue = "no";
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "yes"), { once: true });
  });
}

// Asks before what cannot be undone. Gives whether to go on.
export function confirmed({ title, text, subject, action }) {
  byId("confirm-title").textContent = title;
  byId("confirm-text").textContent = text;
  byId("confirm-subject").textContent = subject;
  byId("confirm-yes").textContent = action;
  return opened(byId("confirm"));
}

// `fields`: [{ name, label, type, value, options: [{ value, label }], required, hint }]; `checks` takes several options.
// Gives the values by name, or null where nothing is to be done.
export async function asked({ title, text, fields, action }) {
  byId("form-title").textContent = title;
  byId("form-text").textContent = text ?? "";
  byId("form-fields").replaceChildren(...fields.map(field));
  byId("form-yes").textContent = action;
  const dialog = byId("form");
  // Cancel closes without a check of what is filled in.
  byId("form-no").onclick = () => dialog.close("no");
  if (!(await opened(dialog))) return null;
  const data = new FormData(byId("form-form"));
  return Object.fromEntries(fields.map(({ name, type }) => [name, type === "checks" ? data.getAll(name) : data.get(name)]));
}

function field({ name, label, type = "text", value = "", options = [], required = false, hint, maxlength }) {
  const id = `form-${name}`;
  const note = hint ? make("small", { class: "muted", id: `${id}-hint` }, hint) : null;
  if (type === "checks") {
    return make(
      "fieldset",
      {},
      make("legend", {}, label),
      options.map((each) => make("label", { class: "check" }, make("input", { type: "checkbox", name, value: each.value, checked: value.includes(each.value) }), each.label)),
    );
  }
  const described = hint ? `${id}-hint` : null;
  const control =
    type === "select"
      ? make("select", { id, name, required }, options.map((each) => make("option", { value: each.value, selected: each.value === value }, each.label)))
      : make("input", { id, name, type, value, required, maxlength, autocomplete: "off", "aria-describedby": described });
  return make("div", { class: "field" }, make("label", { for: id }, label), control, note);
}

// A secret that cannot be shown again.
export function showSecret({ title, text, secret, what }) {
  byId("secret-title").textContent = title;
  byId("secret-text").textContent = text;
  byId("secret-value").replaceChildren(copyable(secret, what));
  return opened(byId("secret")).then(() => byId("secret-value").replaceChildren());
}
