// The console: a login, and three views over what the server tells.

import { UNAUTHENTICATED, get, post } from "./api.js";
import { ConnectionsPanel } from "./connections.js";
import { byId, notifyProblem } from "./dom.js";
import { ExportsPanel } from "./exports.js";
import { refreshTimes } from "./format.js";
import { KeysPanel } from "./keys.js";
import { follow } from "./live.js";
import { OverviewPanel } from "./overview.js";

const VIEWS = ["exports", "connections", "keys"];
const THEMES = { system: "light", light: "dark", dark: "system" };
const LIVE = { connecting: "Connecting …", live: "Live", away: "Reconnecting …" };

let stop = null;
let panels = null;

function makePanels() {
  const exports = new ExportsPanel();
  const overview = new OverviewPanel((state) => choose(state));
  const choose = (state) => {
    overview.press(state);
    return exports.choose(state);
  };
  return { exports, overview, choose, connections: new ConnectionsPanel(), keys: new KeysPanel() };
}

function begin(session) {
  byId("operator").textContent = session.operator;
  for (const id of ["views", "live", "log-out"]) byId(id).hidden = false;
  byId("log-in-view").hidden = true;
  panels = makePanels();
  tellState("connecting");
  stop = follow({
    onOverview: (overview, first) => {
      panels.overview.update(overview, first);
      panels.exports.update(overview);
    },
    onState: tellState,
    onEnd: () => askToLogIn("The session has ended; log in again."),
  });
  panels.choose(undefined);
  showView();
}

function tellState(state) {
  const live = byId("live");
  live.className = `live ${state}`;
  if (live.textContent !== LIVE[state]) live.textContent = LIVE[state];
}

function askToLogIn(fault = "") {
  stop?.();
  stop = panels = null;
  // Nothing of what was seen stays in the page.
  for (const id of ["operator", "tiles", "plots", "notices", "exports-list", "connections-list", "keys-list"]) {
    byId(id).replaceChildren();
  }
  for (const id of ["views", "live", "log-out", ...VIEWS.map((view) => `${view}-view`)]) byId(id).hidden = true;
  if (byId("confirm").open) byId("confirm").close("no");
  byId("log-in-view").hidden = false;
  byId("log-in-fault").textContent = fault;
  document.title = "Log in · Curae console";
  byId("operator-name").focus();
}

function showView() {
  if (!panels) return;
  const view = VIEWS.find((each) => `#${each}` === location.hash) ?? "exports";
  for (const each of VIEWS) byId(`${each}-view`).hidden = each !== view;
  for (const link of byId("views").children) {
    if (link.hash === `#${view}`) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  document.title = `${byId(`${view}-title`).textContent} · Curae console`;
  if (view !== "exports") panels[view].load();
}

async function logIn(event) {
  event.preventDefault();
  const form = event.target;
  const button = form.querySelector("button");
  byId("log-in-fault").textContent = "";
  button.disabled = true;
  try {
    const { session } = await post("/login", Object.fromEntries(new FormData(form)));
    form.reset();
    begin(session);
    byId("content").focus();
  } catch (problem) {
    byId("log-in-fault").textContent = problem.message;
    byId("password").select();
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

async function start() {
  showTheme();
  byId("theme").addEventListener("click", turnTheme);
  byId("log-in").addEventListener("submit", logIn);
  byId("log-out").addEventListener("click", logOut);
  addEventListener("hashchange", showView);
  setInterval(refreshTimes, 1000);
  try {
    const { session } = await get("/session");
    if (session) begin(session);
    else askToLogIn();
  } catch (problem) {
    askToLogIn(problem.message);
  }
}

start();
