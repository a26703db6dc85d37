// Plots of the last hour, day or week, from what is stored.

import { get } from "./api.js";
import { make } from "./dom.js";
import { amount, bytes } from "./format.js";
import { Plot } from "./plot.js";

export const RANGES = { hour: "Hour", day: "Day", week: "Week" };
const REFRESH_MILLISECONDS = 30000;
const PLOTS = [
  { title: "Exports", hint: "Exports per minute", series: [{ key: "ready", name: "Ready" }, { key: "failed", name: "Failed" }], format: (value) => `${amount(value)}/min` },
  { title: "Queued", hint: "Exports queued per minute", series: [{ key: "queued", name: "Queued" }], format: (value) => `${amount(value)}/min` },
  { title: "Records", hint: "Records in files of finished exports per minute", series: [{ key: "records", name: "Records" }], format: (value) => `${amount(value)}/min` },
  { title: "Data", hint: "Bytes of finished exports per minute", series: [{ key: "bytes", name: "Files" }], format: (value) => `${bytes(value)}/min` },
  { title: "Signals", hint: "Stored signals per minute", series: [{ key: "signals", name: "Stored" }], format: (value) => `${amount(value)}/min` },
];

export function rangePicker(label, names, onChoose) {
  const shown = { live: "15 minutes", ...RANGES };
  const buttons = names.map((name) => [name, make("button", { type: "button", "aria-pressed": "false", onclick: () => onChoose(name) }, shown[name])]);
  return {
    element: make("div", { class: "ranges", role: "group", "aria-label": label }, buttons.map(([, button]) => button)),
    press: (chosen) => buttons.forEach(([name, button]) => button.setAttribute("aria-pressed", String(name === chosen))),
  };
}

export class History {
  constructor() {
    this.plots = PLOTS.map((each) => new Plot(each));
    this.fault = make("p", { class: "muted", role: "status" });
    this.element = make("div", { class: "plots", hidden: true }, this.plots.map(({ element }) => element), this.fault);
  }

  // `range`: one of RANGES, or null where the last minutes are shown instead.
  show(range) {
    clearTimeout(this.again);
    this.element.hidden = range === null;
    this.range = range;
    if (range !== null) this.load(range);
  }

  async load(range) {
    clearTimeout(this.again);
    try {
      const { intervals = [], intervalSeconds } = await get("/history", { range });
      if (range !== this.range) return;
      const samples = intervals.map(({ at, ...figures }) => ({ at: Date.parse(at) + intervalSeconds * 1000, ...aMinute(figures, intervalSeconds) }));
      for (const plot of this.plots) plot.update(samples, intervals.length * intervalSeconds * 1000);
      this.fault.textContent = "";
    } catch (problem) {
      this.fault.textContent = problem.message;
    }
    if (range === this.range && this.element.isConnected) this.again = setTimeout(() => this.load(range), REFRESH_MILLISECONDS);
  }
}

const aMinute = (figures, seconds) => {
  const names = ["queued", "ready", "failed", "records", "bytes", "signals"];
  return Object.fromEntries(names.map((name) => [name, (Number(figures[name] ?? 0) * 60) / seconds]));
};
