// Where apps receive events, what became of these, and sending one again.

import { post } from "./api.js";
import { confirmed } from "./dialogs.js";
import { make, notify } from "./dom.js";
import { Filters } from "./filters.js";
import { count, time } from "./format.js";
import { List, action, acts, badge, id } from "./lists.js";
import { hashOf } from "./router.js";
import { may } from "./session.js";
import { View } from "./view.js";

const STATES = ["PENDING", "DELIVERED", "GIVEN_UP"];
const none = () => make("span", { class: "muted" }, "–");

export class WebhooksView extends View {
  constructor() {
    super("webhooks", "Webhooks", "Events that the apps' endpoints receive. An endpoint is shown by its host: a path may hold a token.");
    const endpoints = make("div", { id: "webhooks-endpoints" });
    const into = make("div", { id: "webhooks-list" });
    this.filters = new Filters("Filter deliveries", [
      { name: "tenant", label: "App", type: "search" },
      { name: "endpointId", label: "Endpoint id", type: "search", pattern: "[0-9a-fA-F\\-]{36}", hint: "whole id" },
      { name: "state", label: "Status", type: "select", options: [{ value: "", label: "any" }, ...STATES.map((value) => ({ value, label: value.replace("_", " ") }))] },
    ]);
    this.add(make("h2", {}, "Endpoints"), endpoints, make("h2", {}, "Deliveries"), this.filters.element, into);
    this.endpoints = new List({
      into: endpoints,
      label: "Endpoints",
      path: "/webhooks/endpoints",
      prefix: "e",
      rows: (answer) => answer.endpoints,
      empty: () => "No endpoint is here. Make one with: curae webhooks create --help",
      columns: [
        { name: "Status", cell: ({ state }) => badge(state) },
        { name: "Endpoint", cell: (each) => [make("span", { class: "app" }, each.tenant), make("span", {}, each.host), id(each.id)] },
        { name: "Events", cell: ({ events = [] }) => make("span", {}, events.join(", ")) },
        { name: "Waiting", cell: ({ pending = 0 }) => count(pending) },
        { name: "Given up", cell: (each) => make("a", { href: hashOf("webhooks", undefined, { endpointId: each.id, state: "GIVEN_UP" }) }, count(each.givenUp ?? 0)) },
        { name: "Created", cell: ({ createdAt }) => time(createdAt) },
      ],
    });
    this.list = new List({
      into,
      label: "Deliveries",
      path: "/webhooks/deliveries",
      keyOf: (each) => `${each.eventId} ${each.endpointId}`,
      rows: (answer) => answer.deliveries,
      empty: () => "No delivery is here.",
      columns: [
        { name: "Status", cell: ({ state }) => badge(state) },
        { name: "Event", cell: (each) => [make("span", { class: "app" }, each.type), id(each.eventId)] },
        { name: "Endpoint", cell: (each) => [make("span", {}, each.tenant), id(each.endpointId)] },
        { name: "Attempts", cell: ({ attempts = 0 }) => count(attempts) },
        { name: "Last answer", cell: answer },
        { name: "Next attempt", cell: ({ nextAttemptAt }) => (nextAttemptAt ? time(nextAttemptAt) : none()) },
        { name: "Created", cell: ({ createdAt }) => time(createdAt) },
        { name: "Actions", cell: (each) => acts(this.actions(each)) },
      ],
    });
  }

  async show({ params }) {
    this.filters.show(params);
    await Promise.all([this.endpoints.show(params), this.list.show(params, this.filters.parameters(params))]);
  }

  actions(each) {
    return each.state === "PENDING" || !may("operator") ? [] : [action("Send again", "replay", () => this.replay(each))];
  }

  async replay(each) {
    const goOn = await confirmed({
      title: "Send this event again?",
      text: "The app receives it once more, with the same event id. Receivers are to ignore ids that they know.",
      subject: `${each.tenant} · ${each.type} · ${each.eventId}`,
      action: "Send it again",
    });
    if (!goOn) return;
    await post(`/webhooks/deliveries/${each.eventId}/${each.endpointId}/replay`);
    notify("The event waits to be sent again.");
    await this.list.load();
  }
}

function answer({ lastStatus, lastError, lastAttemptAt }) {
  if (!lastAttemptAt && !lastError) return none();
  return [lastError ? make("code", { class: "code" }, lastError) : null, lastStatus ? make("span", {}, `HTTP ${lastStatus}`) : null, lastAttemptAt ? time(lastAttemptAt) : null];
}
