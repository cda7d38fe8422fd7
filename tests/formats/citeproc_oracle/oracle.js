// Reads {styles: {name: file}, locale: file, items: [...], list: [...]} on stdin. Writes each item's entry in each
// style as HTML, formatted alone, and `list` as one bibliography in each style.
"use strict";
const fs = require("fs");
const CSL = require("citeproc");

const asked = JSON.parse(fs.readFileSync(0, "utf8"));
const locale = fs.readFileSync(asked.locale, "utf8");
const byId = Object.fromEntries(asked.items.map((item) => [item.id, item]));
const sys = { retrieveLocale: () => locale, retrieveItem: (id) => byId[id] };

function bibliography(engine, items) {
  engine.updateItems(items.map((item) => item.id));
  const [about, entries] = engine.makeBibliography();
  return about.entry_ids.map((ids, i) => [ids[0], entries[i]]);
}

const answer = { entries: {}, lists: {} };
for (const [name, file] of Object.entries(asked.styles)) {
  const engine = new CSL.Engine(sys, fs.readFileSync(file, "utf8"), "en-US");
  engine.setOutputFormat("html");
  answer.entries[name] = Object.fromEntries(asked.items.map((item) => bibliography(engine, [item])[0]));
  answer.lists[name] = bibliography(engine, asked.list);
}
process.stdout.write(JSON.stringify(answer));
