// How many signals come in by namespace, which are refused and why, and the schemas that they meet. Never a payload.

import { get } from "./api.js";
import { table } from "./details.js";
import { make } from "./dom.js";
import { amount, count, time } from "./format.js";
import { badge } from "./lists.js";
import { Plot } from "./plot.js";
import { RANGES, rangePicker } from "./history.js";
import { change, hashOf } from "./router.js";
import { View } from "./view.js";

const AGAIN_MILLISECONDS = 3000;

class LoadedView extends View {
  async load(path, parameters, draw) {
    clearTimeout(this.again);
    const asked = (this.asked = Symbol("load"));
    try {
      const answer = await get(path, parameters);
      if (asked === this.asked) this.into.replaceChildren(...draw(answer).filter((node) => node));
    } catch (problem) {
      if (asked !== this.asked) return;
      if (problem.status === 0) this.again = setTimeout(() => !this.element.hidden && this.load(path, parameters, draw), AGAIN_MILLISECONDS);
      this.into.replaceChildren(make("p", { class: "card empty fault", role: "status" }, problem.message));
    }
  }
}

export class SignalsView extends LoadedView {
  constructor() {
    super("signals", "Signals", "Counts of stored signals by namespace. The console never shows a payload.");
    this.picker = rangePicker("Range of the signals", Object.keys(RANGES), (range) => change({ range }));
    this.into = make("div", { id: "signals-list" });
    this.add(this.picker.element, this.into);
  }

  show({ params }) {
    const range = params.get("range") in RANGES ? params.get("range") : "hour";
    this.picker.press(range);
    return this.load("/signals", { range }, (answer) => this.draw(answer, range));
  }

  draw({ namespaces = [], intervalSeconds, since, refusals = [], refusalsSince }, range) {
    const plots = namespaces.map((each) => plotOf(each, intervalSeconds, Date.parse(since), range));
    const rows = refusals.map(({ code, signals }) => [make("code", { class: "code" }, code), make("span", {}, count(signals))]);
    return [
      namespaces.length ? make("div", { class: "plots" }, plots) : make("p", { class: "card empty" }, "No namespace has a schema. Make one with: curae schemas put --help"),
      make("h2", {}, "Refusals"),
      make("p", { class: "muted hint" }, "Counted by the server of this console since ", time(refusalsSince)),
      table("Refused signals by code", ["Code", "Signals"], rows) ?? make("p", { class: "card empty" }, "No signal was refused."),
    ];
  }
}

function plotOf({ namespace, signals, intervals = [] }, seconds, start, range) {
  const plot = new Plot({
    title: namespace,
    hint: `${count(signals)} in the last ${range}`,
    series: [{ key: "rate", name: "Stored" }],
    format: (value) => `${amount(value)}/min`,
  });
  const samples = intervals.map((each, index) => ({ at: start + (index + 1) * seconds * 1000, rate: (Number(each) * 60) / seconds }));
  plot.update(samples, intervals.length * seconds * 1000);
  return plot.element;
}

export class SchemasView extends LoadedView {
  constructor() {
    super("schemas", "Signal schemas", "What the payload of each signal type must meet. Change them with: curae schemas put");
    this.into = make("div", { id: "schemas-list" });
    this.add(this.into);
  }

  show() {
    return this.load("/schemas", {}, ({ schemas = [] }) => {
      const rows = schemas.map((each) => [
        badge(each.state),
        make("a", { class: "app", href: hashOf("schemas", `${each.namespace}:${each.signalType}:${each.version}`) }, `${each.namespace}.${each.signalType}`),
        make("span", {}, count(each.version)),
        time(each.createdAt),
      ]);
      return [table("Signal schemas", ["Status", "Signal type", "Version", "Created"], rows) ?? make("p", { class: "card empty" }, "No schema is here.")];
    });
  }
}

export class SchemaView extends LoadedView {
  constructor() {
    super("schema", "Signal schema");
    this.heading.before(make("p", { class: "back" }, make("a", { href: "#schemas" }, "← Signal schemas")));
    this.into = make("div", { id: "schema-details" });
    this.add(this.into);
  }

  show({ id }) {
    const path = id.split(":").map(encodeURIComponent).join("/");
    this.heading.focus();
    return this.load(`/schemas/${path}`, {}, ({ schema, definition }) => [
      make("div", { class: "lead" }, badge(schema.state), make("b", {}, `${schema.namespace}.${schema.signalType}`), make("span", {}, `version ${schema.version}`)),
      make("pre", { class: "card", tabindex: "0", role: "region", "aria-label": "JSON Schema" }, definition),
    ]);
  }
}
