// Elements made of text, never of markup: what an app is called cannot become part of the page.

const SVG = "http://www.w3.org/2000/svg";

function fill(node, properties, children) {
  for (const [name, value] of Object.entries(properties ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return node;
}

export const make = (tag, properties, ...children) => fill(document.createElement(tag), properties, children);

export const draw = (tag, properties, ...children) => fill(document.createElementNS(SVG, tag), properties, children);

export const byId = (id) => document.getElementById(id);

// Says what happened. A fault stays until it is closed, anything else goes by itself.
export function notify(text, { fault = false } = {}) {
  const notice = make("div", { class: fault ? "notice fault" : "notice", role: fault ? "alert" : "status" }, make("p", {}, text));
  notice.append(make("button", { type: "button", class: "quiet", "aria-label": "Dismiss", onclick: () => notice.remove() }, "×"));
  byId("notices").append(notice);
  if (!fault) setTimeout(() => notice.remove(), 8000);
}

export const notifyProblem = (problem) =>
  notify(problem.instance ? `${problem.message} (request ${problem.instance})` : problem.message, { fault: true });

// For screen readers only.
export function speak(text) {
  byId("spoken").textContent = text;
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    notify("Copied.");
  } catch {
    notify("The browser did not allow the copy; select the text instead.", { fault: true });
  }
}

// Text in full, with a button that copies it. `what` names it for screen readers.
export const copyable = (text, what) =>
  make(
    "span",
    { class: "copyable" },
    make("code", { class: "id" }, text),
    make("button", { type: "button", class: "copy", "aria-label": `Copy ${what}`, title: `Copy ${what}`, onclick: () => copy(text) }, "Copy"),
  );
