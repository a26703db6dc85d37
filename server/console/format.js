// Numbers and times for people.

import { make } from "./dom.js";

const whole = new Intl.NumberFormat("en");
const short = new Intl.NumberFormat("en", { maximumSignificantDigits: 3 });
const relative = new Intl.RelativeTimeFormat("en", { numeric: "auto", style: "narrow" });
const absolute = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "medium" });
const clock = new Intl.DateTimeFormat("en-GB", { timeStyle: "medium" });

const UNITS = [["day", 86400], ["hour", 3600], ["minute", 60], ["second", 1]];
const BYTES = ["B", "kB", "MB", "GB", "TB"];

export const count = (number) => whole.format(Number(number));

export function amount(number) {
  if (number === 0) return "0";
  if (number < 0.01) return "<0.01";
  return number >= 1000 ? whole.format(Math.round(number)) : short.format(number);
}

export function bytes(number) {
  let size = Number(number);
  let unit = 0;
  while (size >= 1000 && unit < BYTES.length - 1) [size, unit] = [size / 1000, unit + 1];
  return `${short.format(size)} ${BYTES[unit]}`;
}

export function duration(seconds) {
  if (seconds < 1) return seconds === 0 ? "0 s" : `${short.format(seconds)} s`;
  if (seconds < 120) return `${Math.round(seconds)} s`;
  if (seconds < 7200) return `${Math.round(seconds / 60)} min`;
  if (seconds < 172800) return `${short.format(seconds / 3600)} h`;
  return `${Math.round(seconds / 86400)} d`;
}

export const milliseconds = (number) => (number >= 1000 ? `${short.format(number / 1000)} s` : `${amount(number)} ms`);

export const atClock = (moment) => clock.format(moment);

export const atMoment = (moment) => absolute.format(moment);

function ago(moment) {
  const seconds = (moment - Date.now()) / 1000;
  const [unit, size] = UNITS.find(([, length]) => Math.abs(seconds) >= length) ?? ["second", 1];
  return Math.abs(seconds) < 1 ? "now" : relative.format(Math.round(seconds / size), unit);
}

// Both how long ago and when; the title has the time in UTC, as logs have it.
export function time(text) {
  const moment = Date.parse(text);
  return make(
    "time",
    { datetime: text, title: new Date(moment).toISOString() },
    make("span", { class: "ago" }, ago(moment)),
    make("span", { class: "when" }, absolute.format(moment)),
  );
}

export function refreshTimes() {
  for (const element of document.querySelectorAll("time[datetime] .ago")) {
    const text = ago(Date.parse(element.parentElement.dateTime));
    if (element.textContent !== text) element.textContent = text;
  }
}
