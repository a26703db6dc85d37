// The console: a login, and views over what the server says.

import { UNAUTHENTICATED, get, post } from "./api.js";
import { AccountView } from "./account.js";
import { AppsView } from "./apps.js";
import { AuditView } from "./audit.js";
import { ClientsView } from "./clients.js";
import { ConnectionView, ConnectionsView } from "./connections.js";
import { byId, notifyProblem } from "./dom.js";
import { ExportView } from "./export.js";
import { ExportsView } from "./exports.js";
import { refreshTimes } from "./format.js";
import { GroupView, GroupsView } from "./groups.js";
import { ImportView, ImportsView } from "./imports.js";
import { KeysView } from "./keys.js";
import { follow } from "./live.js";
import { OperatorsView } from "./operators.js";
import { current } from "./router.js";
import { keepSession } from "./session.js";
import { SchemaView, SchemasView, SignalsView } from "./signals.js";
import { WebhooksView } from "./webhooks.js";

// Each view, and where there is one the view of one of its things.
const VIEWS = {
  exports: [ExportsView, ExportView],
  connections: [ConnectionsView, ConnectionView],
  imports: [ImportsView, ImportView],
  keys: [KeysView],
  clients: [ClientsView],
  groups: [GroupsView, GroupView],
  apps: [AppsView],
  signals: [SignalsView],
  schemas: [SchemasView, SchemaView],
  webhooks: [WebhooksView],
  audit: [AuditView],
  operators: [OperatorsView],
  account: [AccountView],
};
const THEMES = { system: "light", light: "dark", dark: "system" };
const LIVE = { connecting: "Connecting …", live: "Live", away: "Reconnecting …" };

const DIALOGS = ["confirm", "form", "secret"];

let stop = null;
let shown = null; // the views that were opened, by their class; null where nobody is logged in

function begin(session) {
  keepSession(session);
  byId("operator").textContent = `${session.operator} (${session.role})`;
  for (const id of ["views", "live", "operator", "log-out"]) byId(id).hidden = false;
  byId("log-in-view").hidden = true;
  shown = new Map();
  showState("connecting");
  stop = follow({
    onOverview: (overview, first) => {
      for (const view of shown.values()) view.update(overview, first);
    },
    onState: showState,
    onEnd: () => askToLogIn("The session has ended; log in again."),
  });
  opened(ExportsView); // it keeps the figures from the first moment on
  showView();
}

function showState(state) {
  const live = byId("live");
  live.className = `live ${state}`;
  if (live.textContent !== LIVE[state]) live.textContent = LIVE[state];
}

function askToLogIn(fault = "") {
  stop?.();
  stop = shown = null;
  keepSession(null);
  // Nothing of what was seen stays in the page.
  for (const id of ["operator", "sections", "notices", "form-fields", "secret-value", "confirm-subject"]) byId(id).replaceChildren();
  for (const id of ["views", "live", "operator", "log-out"]) byId(id).hidden = true;
  for (const id of DIALOGS) if (byId(id).open) byId(id).close("no");
  byId("log-in-view").hidden = false;
  byId("code-field").hidden = true;
  byId("log-in-fault").textContent = fault;
  document.title = "Log in · Curae console";
  byId("operator-name").focus();
}

function opened(kind) {
  if (!shown.has(kind)) {
    const view = new kind();
    shown.set(kind, view);
    byId("sections").append(view.element);
  }
  return shown.get(kind);
}

function showView() {
  if (!shown) return;
  const route = current();
  const name = route.view in VIEWS ? route.view : "exports";
  const [many, one] = VIEWS[name];
  const view = opened(route.id === undefined || !one ? many : one);
  for (const each of shown.values()) each.element.hidden = each !== view;
  for (const link of byId("views").children) {
    if (link.hash !== `#${name}`) link.removeAttribute("aria-current");
    else if (!link.hasAttribute("aria-current")) {
      link.setAttribute("aria-current", "page");
      link.scrollIntoView({ block: "nearest", inline: "nearest" });
    }
  }
  document.title = `${view.title} · Curae console`;
  view.show(route);
}

async function logIn(event) {
  event.preventDefault();
  const form = event.target;
  const button = form.querySelector("button");
  byId("log-in-fault").textContent = "";
  button.disabled = true;
  try {
    const { code, ...given } = Object.fromEntries(new FormData(form));
    const { session, secondFactorNeeded } = await post("/login", code.trim() ? { ...given, code: code.trim() } : given);
    byId("code-field").hidden = !secondFactorNeeded;
    if (secondFactorNeeded) return byId("code").focus();
    form.reset();
    begin(session);
    byId("content").focus();
  } catch (problem) {
    byId("log-in-fault").textContent = problem.message;
    byId(byId("code-field").hidden ? "password" : "code").select();
  } finally {
    button.disabled = false;
  }
}

async function logOut() {
  try {
    await post("/logout");
  } catch (problem) {
    if (problem.status !== UNAUTHENTICATED) return notifyProblem(problem);
  }
  askToLogIn();
}

function showTheme() {
  const theme = document.documentElement.dataset.theme ?? "system";
  byId("theme").textContent = `Theme: ${theme}`;
  return theme;
}

function turnTheme() {
  const next = THEMES[showTheme()];
  if (next === "system") {
    localStorage.removeItem("theme");
    delete document.documentElement.dataset.theme;
  } else {
    localStorage.setItem("theme", next);
    document.documentElement.dataset.theme = next;
  }
  showTheme();
}

async function goToProvider() {
  try {
    location.assign((await post("/login/provider")).url);
  } catch (problem) {
    byId("log-in-fault").textContent = problem.message;
  }
}

// Back from the identity provider: its code is used once, and goes out of the URL.
async function finishProviderLogin() {
  const query = new URLSearchParams(location.search);
  if (!query.has("state")) return null;
  history.replaceState(null, "", location.pathname + location.hash);
  if (!query.has("code")) throw new Error("The identity provider did not log you in.");
  return (await post("/login/provider/finish", { code: query.get("code"), state: query.get("state") })).session;
}

async function start() {
  showTheme();
  byId("theme").addEventListener("click", turnTheme);
  byId("log-in").addEventListener("submit", logIn);
  byId("log-out").addEventListener("click", logOut);
  byId("provider").addEventListener("click", goToProvider);
  addEventListener("hashchange", showView);
  setInterval(refreshTimes, 1000);
  try {
    const { session, providerOffered } = await get("/session");
    byId("provider").hidden = !providerOffered;
    const begun = (await finishProviderLogin()) ?? session;
    if (begun) begin(begun);
    else askToLogIn();
  } catch (problem) {
    askToLogIn(problem.message);
  }
}

start();
