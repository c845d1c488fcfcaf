import * as fs from 'node:fs';
import * as paths from 'node:path';
import * as threads from 'node:worker_threads';
import * as url from 'node:url';
import * as util from 'node:util';
import { shown } from './basics.mjs';
import { certificatesIn } from './certificate.mjs';
import { archiveFile } from './node-archive.mjs';
import { folderFiles, nodeTools } from './node-files.mjs';
import { headersIn } from './ots-check.mjs';
import { checkPackage } from './package-check.mjs';
import { linesOf, reportOf, speaker } from './words.mjs';

/** The door on a command line: what is asked, and what is found in plain words. */

const USAGE = `node verify.mjs [FOLDER | ARCHIVE] [--key KEY]... [--ca FILE]... [--headers FILE] [--open FILE]... [--lang LANG] [--json]
  FOLDER          the package; without it, the one that this file is in
  ARCHIVE         the package as one file, as Touchstone makes it (.zip)
  --key KEY       a key that the package must be signed with, as whoever published it makes it known elsewhere
  --ca FILE       certificates (PEM) of time authorities that you trust
  --headers FILE  headers of Bitcoin blocks that you trust: a line each, height and 80 bytes in hex
  --open FILE     fields of the log that were opened for you beside the package
  --lang LANG     en, zh or ug; without it, the language of the shell
  --json          the findings as JSON
Exit status: 0 everything holds, 1 something does not, 2 asked wrongly.
`;

/** Where this file is data/verify.mjs of a package, that package. */
function ownFolder() {
  const folder = paths.dirname(fs.realpathSync(url.fileURLToPath(import.meta.url)));
  return paths.basename(folder) === 'data' ? paths.dirname(folder) : folder;
}

function given({ key: keys, ca, headers, open }) {
  const text = (file) => fs.readFileSync(file, 'utf8');
  return {
    keys,
    roots: ca.flatMap((file) => certificatesIn(text(file))),
    headers: headers === undefined ? new Map() : headersIn(text(headers)),
    opened: open.map((name) => ({ name, bytes: fs.readFileSync(name) })),
  };
}

function languageOf({ lang }) {
  const { LC_ALL, LC_MESSAGES, LANG } = process.env;
  return lang ?? (LC_ALL || LC_MESSAGES || LANG || 'en');
}

/** As `--json` prints it: without what only the words need. */
function plain({ faults, ...rest }) {
  return { ...rest, faults: faults.map(({ code, what, where }) => ({ code, what, where })) };
}

/** @throws Error for what can be neither */
function filesAt(place) {
  const entry = fs.statSync(place ?? '.');
  if (entry.isFile()) return archiveFile(place);
  if (!entry.isDirectory()) throw new Error('no folder, and no archive');
  return folderFiles(place ?? ownFolder());
}

async function main() {
  const texts = { type: 'string', multiple: true, default: [] };
  const one = { type: 'string' };
  const flag = { type: 'boolean' };
  let asked;
  let known;
  let files;
  try {
    const options = { key: texts, ca: texts, headers: one, open: texts, lang: one, json: flag, help: flag };
    asked = util.parseArgs({ options, allowPositionals: true });
    known = given(asked.values);
    if (asked.positionals.length > 1) throw new Error('more than one package');
    files = filesAt(asked.positionals[0]);
  } catch (error) {
    process.stderr.write(`${shown(error.message)}\n${USAGE}`);
    return 2; // safe: it is said, and nothing was checked
  }
  const { json, help } = asked.values;
  if (help) process.stdout.write(USAGE);
  if (help) return 0;
  const found = await checkPackage({ files, tools: nodeTools }, known);
  const lines = json
    ? [JSON.stringify(plain(found), undefined, 1)]
    : linesOf(reportOf(found, speaker(languageOf(asked.values))));
  process.stdout.write(`${lines.join('\n')}\n`);
  return found.holds ? 0 : 1;
}

// The threads of node-files.mjs run this file too.
if (threads.isMainThread) process.exitCode = await main();
