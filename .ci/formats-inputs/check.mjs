// GitHub's annotations, parsed as the documentation says, and written again by GitHub's own library: the bytes must be
// the same.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { pathToFileURL } from "node:url";

const cache = process.argv[2];
const { issueCommand } = await import(pathToFileURL(`${cache}/node_modules/@actions/core/lib/command.js`).href);

function again(kind, properties, message) {
  const write = process.stdout.write;
  let written = "";
  process.stdout.write = (text) => ((written += text), true);
  try {
    issueCommand(kind, properties, message);
  } finally {
    process.stdout.write = write;
  }
  return written.trimEnd();
}

const data = (text) => text.replace(/%(0D|0A|25)/g, (_, code) => ({ "0D": "\r", "0A": "\n", 25: "%" })[code]);
const property = (text) =>
  text.replace(/%(0D|0A|3A|2C|25)/g, (_, code) => ({ "0D": "\r", "0A": "\n", "3A": ":", "2C": ",", 25: "%" })[code]);

let commands = 0;
for (const name of readdirSync(`${cache}/out`).filter((name) => name.endsWith(".github"))) {
  const lines = readFileSync(`${cache}/out/${name}`, "utf8").split("\n");
  assert.equal(lines.pop(), "");
  assert.match(lines.pop(), /^(PASS|FAIL): /);
  for (const line of lines) {
    const [, kind, list, message] = /^::(error|warning|notice) ([^:]*)::(.*)$/.exec(line);
    const properties = {};
    for (const entry of list.split(",")) {
      const [, key, value] = /^(file|line|col|endColumn|title)=(.*)$/.exec(entry);
      properties[key] = property(value);
    }
    assert.ok(properties.title);
    assert.equal(again(kind, properties, data(message)), line);
    commands += 1;
  }
}
assert.ok(commands > 20);
console.log(`${commands} annotations are as @actions/core writes them`);
