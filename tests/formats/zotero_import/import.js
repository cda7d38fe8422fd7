// Reads a file of references on stdin, imports it as Zotero would, writes its items as JSON to the file named.
"use strict";
const fs = require("fs");
const Module = require("module");

// XPath is for web pages; its package comes from a repository and may not have been installed.
const load = Module._load;
Module._load = function (name, ...rest) {
  return name === "wicked-good-xpath" ? { install() {} } : load.call(this, name, ...rest);
};
for (const way of ["log", "error", "warn", "debug"]) console[way] = () => {};

const translators = require("zotero-translators");
translators.referenceImport(fs.readFileSync(0, "utf8")).then((items) => {
  fs.writeFileSync(process.argv[2], JSON.stringify(items));
  process.exit(0);
});
