// What a person may ask for: the erasure of all that is stored by a connection, and an account of disclosures.

import { get, post, urlOf } from "./api.js";
import { facts } from "./details.js";
import { asked } from "./dialogs.js";
import { make, notify } from "./dom.js";
import { bytes, count, time } from "./format.js";
import { List, linked } from "./lists.js";
import { hashOf } from "./router.js";

const MAX_COUNTED = 100001; // the server counts no further
const TYPED_CHARACTERS = 6;

const counted = (number) => (Number(number) >= MAX_COUNTED ? "more than 100,000" : count(number));

const many = (number, one, more) => `${counted(number)} ${Number(number) === 1 ? one : more}`;

const pathOf = (id, part) => `/connections/${encodeURIComponent(id)}/${part}`;

export const holdingsOf = (id) => get(pathOf(id, "holdings"));

// What is stored, and how far an erasure is.
export function holdings({ records = 0, signals = 0, erasure }) {
  const rows = [
    ["Records", counted(records)],
    ["Signals", counted(signals)],
  ];
  if (!erasure) return facts(rows);
  const erased = Object.entries(erasure.erased ?? {}).filter(([, number]) => Number(number));
  return facts([
    ...rows,
    ["Erasure requested", [time(erasure.requestedAt), ` by ${erasure.requestedBy}${erasure.reason === "RETENTION" ? ", since the connection ended long ago" : ""}`]],
    ["Erasure finished", erasure.finishedAt ? time(erasure.finishedAt) : "not yet: a worker is at it"],
    ["Erased so far", erased.map(([name, number]) => `${count(number)} ${name}`).join(", ") || "nothing"],
  ]);
}

export async function erase(connection, after) {
  const { records = 0, signals = 0, exportsWithEffect = 0 } = await holdingsOf(connection.id);
  const typed = connection.id.slice(-TYPED_CHARACTERS);
  const ends = Number(exportsWithEffect) ? `, cancels ${many(exportsWithEffect, "export", "exports")} and deletes the files` : "";
  const done = await asked({
    title: "Erase all that is stored by this connection?",
    text:
      `This erases ${many(records, "record", "records")} and ${many(signals, "signal", "signals")}${ends}, and revokes the connection. A worker starts within a minute. ` +
      "Copies that were already downloaded cannot be recalled, and backups keep what they hold. This cannot be undone.",
    action: "Erase it all",
    danger: true,
    fields: [
      {
        name: "typed",
        label: `Type the last ${TYPED_CHARACTERS} characters of the connection id, ${typed}`,
        hint: `${connection.tenant} · ${connection.id}`,
        required: true,
        pattern: typed,
        maxlength: TYPED_CHARACTERS,
      },
    ],
    run: () => post(pathOf(connection.id, "erase")),
  });
  if (!done) return;
  notify("The erasure was requested.");
  await after();
}

// Who exported or downloaded what. It stays after an erasure.
export class DisclosuresPanel {
  constructor() {
    const into = make("div", { id: "disclosures-list" });
    this.file = make("a", { class: "button", download: "" }, "Download as CSV");
    this.element = make(
      "div",
      {},
      make("h2", {}, "Disclosures"),
      make("p", { class: "muted hint" }, "Who exported or downloaded what of this person, from the audit trail. The audit trail records who takes the file."),
      make("p", { class: "bulk" }, this.file),
      into,
    );
    this.list = new List({
      into,
      label: "Disclosures",
      path: "",
      keyOf: (each) => `${each.at} ${each.kind} ${each.exportId}`,
      rows: (answer) => answer.disclosures,
      empty: () => "Nothing of this connection was exported.",
      columns: [
        { name: "Time", cell: ({ at }) => time(at) },
        { name: "Kind", cell: ({ kind }) => make("span", { class: "app" }, kind) },
        { name: "By", cell: (each) => [make("span", { title: each.by }, each.keyName || each.by), make("span", { class: "muted" }, each.address ?? "")] },
        { name: "Export", cell: ({ exportId }) => linked(hashOf("exports", exportId), exportId) },
        { name: "What", cell: what },
        { name: "Sent", cell: sent },
      ],
    });
  }

  show(id, params) {
    this.list.path = pathOf(id, "disclosures");
    this.file.href = urlOf(pathOf(id, "disclosures.csv"), {});
    return this.list.show(params);
  }
}

function what({ what: types = [], records }) {
  const named = types.length > 4 ? `${count(types.length)} resource types` : types.join(", ");
  return [make("span", { class: "meaning", title: types.join(", ") }, named), records === undefined ? null : make("span", { class: "muted" }, many(records, "record", "records"))];
}

function sent({ kind, byteCount, complete }) {
  if (kind !== "download") return null;
  return [make("span", {}, byteCount === undefined ? "not recorded" : bytes(byteCount)), complete === false ? make("span", { class: "code" }, "cut short") : null];
}
