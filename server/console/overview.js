// The tiles, one a state, that choose what the list shows; and the plots.

import { make } from "./dom.js";
import { amount, bytes, count, duration, milliseconds } from "./format.js";
import { History, RANGES, rangePicker } from "./history.js";
import { Plot } from "./plot.js";
import { change } from "./router.js";
import { foldable } from "./view.js";

const ALL = { state: undefined, name: "All" };
const STATES = [
  { state: "FAILED", name: "Failed" },
  { state: "QUEUED", name: "Queued" },
  { state: "RUNNING", name: "Running" },
  { state: "READY", name: "Ready" },
  { state: "CANCELLED", name: "Cancelled" },
  { state: "EXPIRED", name: "Expired" },
];

const PLOTS = [
  {
    title: "Records",
    hint: "Records written to files per second",
    series: [{ key: "recordsASecond", name: "Records" }],
    format: (value) => `${amount(value)}/s`,
  },
  {
    title: "Data",
    hint: "Bytes of finished exports per second",
    series: [{ key: "bytesASecond", name: "Files" }],
    format: (value) => `${bytes(value)}/s`,
  },
  {
    title: "Exports",
    hint: "Finished exports per minute",
    series: [{ key: "readyAMinute", name: "Ready" }, { key: "failedAMinute", name: "Failed" }],
    format: (value) => `${amount(value)}/min`,
  },
  {
    title: "Requests",
    hint: "API requests per second (this server)",
    series: [{ key: "callsASecond", name: "All" }, { key: "errorsASecond", name: "Server errors (5xx)" }],
    format: (value) => `${amount(value)}/s`,
  },
  {
    title: "Latency",
    hint: "API response time, without downloads and event streams",
    series: [{ key: "p50Milliseconds", name: "Median" }, { key: "p99Milliseconds", name: "99th percentile" }],
    format: milliseconds,
  },
  {
    title: "Queue age",
    hint: "Waiting time of the oldest queued export",
    series: [{ key: "oldestSeconds", name: "Oldest" }],
    format: duration,
  },
];

export class OverviewPanel {
  constructor(onChoose) {
    this.samples = [];
    this.choices = [ALL, ...STATES].map(({ state, name }) => {
      const number = make("b", {}, "–");
      const tile = make(
        "button",
        { type: "button", class: `tile ${state ?? "ALL"}`, "aria-pressed": "false", onclick: () => onChoose(state) },
        make("span", {}, name),
        number,
      );
      return { state, tile, number };
    });
    this.tiles = make("div", { id: "tiles", class: "tiles", role: "group", "aria-label": "Filter exports by state" }, this.choices.map(({ tile }) => tile));
    this.plots = PLOTS.map((each) => new Plot(each));
    this.live = make("div", { class: "plots" }, this.plots.map(({ element }) => element));
    this.history = new History();
    this.picker = rangePicker("Range of the plots", ["live", ...Object.keys(RANGES)], (range) => change({ range: range === "live" ? undefined : range }));
    this.activity = foldable("Activity", this.picker.element, this.live, this.history.element);
    this.activity.id = "plots";
  }

  show(params) {
    const range = params.get("range") in RANGES ? params.get("range") : null;
    this.picker.press(range ?? "live");
    this.live.hidden = range !== null;
    this.history.show(range);
  }

  press(chosen) {
    for (const { state, tile } of this.choices) tile.setAttribute("aria-pressed", String(state === chosen));
  }

  update(overview, first) {
    const counts = new Map(overview.counts.map(({ state, exports }) => [state, Number(exports)]));
    const total = [...counts.values()].reduce((sum, each) => sum + each, 0);
    for (const { state, number } of this.choices) number.textContent = count(state ? counts.get(state) ?? 0 : total);
    const fresh = overview.samples.map((sample) => ({ ...sample, at: Date.parse(sample.at) }));
    if (!first && !fresh.length) return;
    this.samples = [...(first ? [] : this.samples), ...fresh].slice(-overview.samplesKept);
    for (const plot of this.plots) plot.update(this.samples, overview.samplesKept * overview.sampleSeconds * 1000);
  }
}
