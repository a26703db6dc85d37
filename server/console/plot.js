// Lines over the last minutes, as SVG. Read with the pointer or, focused, with the arrow keys.

import { draw, make } from "./dom.js";
import { atClock, atMoment } from "./format.js";

const HEIGHT = 104;
const LEFT = 8;
const RIGHT = 8;
const TOP = 10;
const BOTTOM = 20;
const PARTS = 3;
const UNITS = [["d", 86400000], ["h", 3600000], ["min", 60000]];

// How long ago, in the largest unit of which there are two.
function distance(milliseconds) {
  if (milliseconds < 1000) return "now";
  const [unit, size] = UNITS.find(([, length]) => milliseconds >= 2 * length) ?? UNITS.at(-1);
  return `−${Math.round((milliseconds / size) * 10) / 10} ${unit}`;
}

// The least of 1, 2, 2.5, 5 times a power of ten that is at least the value.
function ceiling(value) {
  if (value <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 2.5, 5, 10].map((step) => step * power).find((step) => step >= value * 0.999);
}

// `series`: [{ key, name }], the first of which is filled; `format` writes a value with its unit.
export class Plot {
  constructor({ title, hint, series, format }) {
    Object.assign(this, { title, series, format });
    this.samples = [];
    this.chosen = null;
    this.reading = make("p", { class: "reading" });
    this.svg = draw("svg", { role: "img", tabindex: "0", height: HEIGHT });
    this.element = make(
      "figure",
      { class: "card plot" },
      make("figcaption", {}, make("h2", {}, title), make("p", { class: "muted" }, hint)),
      this.reading,
      this.svg,
    );
    this.svg.addEventListener("pointermove", (event) => this.choose(this.indexAt(event.offsetX)));
    this.svg.addEventListener("pointerleave", () => this.choose(null));
    this.svg.addEventListener("blur", () => this.choose(null));
    this.svg.addEventListener("keydown", (event) => this.step(event));
    new ResizeObserver(() => this.render()).observe(this.svg);
  }

  update(samples, spanMilliseconds) {
    this.samples = samples;
    this.span = spanMilliseconds;
    this.render();
  }

  choose(index) {
    this.chosen = index;
    this.render();
  }

  step(event) {
    const move = { ArrowLeft: -1, ArrowRight: 1, Home: -Infinity, End: Infinity }[event.key];
    if (move === undefined || !this.samples.length) return;
    event.preventDefault();
    const last = this.samples.length - 1;
    this.choose(Math.min(Math.max((this.chosen ?? last) + move, 0), last));
  }

  indexAt(x) {
    if (!this.samples.length) return null;
    const distances = this.samples.map((sample) => Math.abs(this.x(sample.at) - x));
    return distances.indexOf(Math.min(...distances));
  }

  x(at) {
    const end = this.samples.at(-1).at;
    return LEFT + (1 - (end - at) / this.span) * (this.width - LEFT - RIGHT);
  }

  y(value) {
    return TOP + (1 - value / this.top) * (HEIGHT - TOP - BOTTOM);
  }

  render() {
    this.width = Math.max(this.svg.clientWidth, 120);
    this.svg.setAttribute("viewBox", `0 0 ${this.width} ${HEIGHT}`);
    this.top = ceiling(Math.max(0, ...this.samples.flatMap((sample) => this.series.map(({ key }) => sample[key] ?? 0))));
    this.svg.replaceChildren(...this.grid(), ...(this.samples.length ? this.lines() : []));
    const shown = this.samples[this.chosen ?? this.samples.length - 1];
    const said = this.series.map(({ key, name }, index) =>
      make("span", { class: `value s${index}` }, `${name} `, make("b", {}, shown?.[key] === undefined ? "–" : this.format(shown[key]))),
    );
    const when = this.chosen === null || !shown ? "" : `at ${this.span > 3600000 * 2 ? atMoment(shown.at) : atClock(shown.at)}`;
    this.reading.replaceChildren(...said, make("span", { class: "muted" }, when));
    this.svg.setAttribute("aria-label", `${this.title}: ${this.reading.textContent}. Arrow keys read earlier values.`);
  }

  grid() {
    const lines = [0, 0.5, 1].map((share) => {
      const y = this.y(this.top * share);
      return draw("line", { class: "grid", x1: LEFT, x2: this.width - RIGHT, y1: y, y2: y });
    });
    const top = draw("text", { class: "label", x: LEFT + 2, y: this.y(this.top) + 11 }, this.format(this.top));
    const times = [];
    for (let part = 0; part <= PARTS; part += 1) {
      const x = LEFT + (part / PARTS) * (this.width - LEFT - RIGHT);
      const anchor = part === 0 ? "start" : part === PARTS ? "end" : "middle";
      times.push(draw("text", { class: "label", x, y: HEIGHT - 5, "text-anchor": anchor }, distance((this.span ?? 900000) * (1 - part / PARTS))));
    }
    return [...lines, top, ...times];
  }

  lines() {
    const drawn = this.series.map(({ key }, index) => draw("path", { class: `line s${index}`, d: this.path(key) }));
    const first = this.series[0].key;
    const points = this.samples.filter((sample) => sample[first] !== undefined);
    if (points.length > 1 && points.length === this.samples.length) {
      const floor = this.y(0);
      const area = `${this.path(first)}L${this.x(points.at(-1).at)} ${floor}L${this.x(points[0].at)} ${floor}Z`;
      drawn.unshift(draw("path", { class: "area", d: area }));
    }
    if (this.chosen !== null && this.samples[this.chosen]) {
      const x = this.x(this.samples[this.chosen].at);
      drawn.push(draw("line", { class: "cursor", x1: x, x2: x, y1: TOP, y2: HEIGHT - BOTTOM }));
    }
    return drawn;
  }

  // A value that is not there leaves a gap.
  path(key) {
    let path = "";
    let pen = "M";
    for (const sample of this.samples) {
      if (sample[key] === undefined) {
        pen = "M";
        continue;
      }
      path += `${pen}${this.x(sample.at).toFixed(1)} ${this.y(sample[key]).toFixed(1)}`;
      pen = "L";
    }
    return path;
  }
}
