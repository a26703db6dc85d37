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

// `fields`: [{ name, label, type, value, options: [{ value, label }], required, pattern, hint }]; `checks` takes several options,
// `area` several lines. `run(values)` does what is asked for: where it fails, the form stays open with what was filled in, and
// says why. Gives what `run` gives, or null where nothing is to be done.
export async function asked({ title, text, fields, action, run, danger = false }) {
  const dialog = byId("form");
  const form = byId("form-form");
  const yes = byId("form-yes");
  let done = null;
  byId("form-title").textContent = title;
  byId("form-text").textContent = text ?? "";
  byId("form-fault").textContent = "";
  byId("form-fields").replaceChildren(...fields.map(field));
  yes.textContent = action;
  yes.className = danger ? "danger" : "primary";
  // Cancel closes without a check of what is filled in.
  byId("form-no").onclick = () => {
    if (!yes.disabled) dialog.close("no");
  };
  // What is under way has to be seen to its end: it may give a secret.
  dialog.oncancel = (event) => {
    if (yes.disabled) event.preventDefault();
  };
  form.onsubmit = async (event) => {
    event.preventDefault();
    if (yes.disabled) return;
    const data = new FormData(form);
    yes.disabled = true;
    try {
      done = { given: await run(Object.fromEntries(fields.map(({ name, type }) => [name, type === "checks" ? data.getAll(name) : data.get(name).trim()]))) };
      dialog.close("yes");
    } catch (problem) {
      byId("form-fault").textContent = problem.message;
      byId("form-fault").scrollIntoView({ block: "nearest" });
    } finally {
      yes.disabled = false;
    }
  };
  await opened(dialog);
  byId("form-fields").replaceChildren();
  return done?.given ?? null;
}

function field({ name, label, type = "text", value = "", options = [], required = false, hint, maxlength, pattern, autofocus }) {
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
  const common = { id, name, required, "aria-describedby": described };
  const control =
    type === "select"
      ? make("select", common, options.map((each) => make("option", { value: each.value, selected: each.value === value }, each.label)))
      : type === "area"
        ? make("textarea", { ...common, rows: "6", maxlength, spellcheck: "false", autocapitalize: "none" }, value)
        : make("input", { ...common, type, value, maxlength, pattern, title: pattern ? hint : null, autofocus, autocomplete: "off", autocapitalize: "none", spellcheck: "false" });
  return make("div", { class: "field" }, make("label", { for: id }, label), control, note);
}

// A secret that cannot be shown again.
export function showSecret({ title, text, secret, what }) {
  byId("secret-title").textContent = title;
  byId("secret-text").textContent = text;
  byId("secret-value").replaceChildren(copyable(secret, what));
  return opened(byId("secret")).then(() => byId("secret-value").replaceChildren());
}
