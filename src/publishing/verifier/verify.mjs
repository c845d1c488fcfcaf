import * as crypto from 'node:crypto';
import * as fs from 'node:fs';
import * as paths from 'node:path';
import * as url from 'node:url';
import * as util from 'node:util';
import { shown } from './basics.mjs';
import { checkPackage } from './package-check.mjs';

/** The door: what is asked, and what is found in plain words. */

const USAGE = `node verify.mjs [FOLDER] [--key KEY]... [--ca FILE]... [--open FILE]... [--json]
  FOLDER       the package; without it, the one that this file is in
  --key KEY    a key that the package must be signed with, as whoever published it makes it known elsewhere
  --ca FILE    certificates (PEM) of time authorities that you trust
  --open FILE  fields of the log that were opened for you beside the package
  --json       the findings as JSON
Exit status: 0 everything holds, 1 something does not, 2 asked wrongly.
`;

/** Where this file is data/verify.mjs of a package, that package. */
function ownFolder() {
  const folder = paths.dirname(fs.realpathSync(url.fileURLToPath(import.meta.url)));
  return paths.basename(folder) === 'data' ? paths.dirname(folder) : folder;
}

function certificatesIn(files) {
  const pem = files.map((file) => fs.readFileSync(file, 'utf8')).join('\n');
  const found = pem.match(/-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----/gs) ?? [];
  return found.map((each) => new crypto.X509Certificate(each));
}

function stampWords({ kind, faults, time, authority, isKnown, blocks = [] }, index) {
  const name = `  Stamp ${index + 1}, ${kind}: `;
  if (faults.length > 0) return [`${name}does not hold (${faults.join(', ')}).`];
  if (kind === 'cosignature')
    return [`${name}${time}, by ${shown(authority)}. Whose key that is, is to be known from elsewhere.`];
  if (kind === 'rfc3161' && isKnown) return [`${name}${time}, by ${shown(authority)}, an authority that you trust.`];
  if (kind === 'rfc3161')
    return [
      `${name}${time}, by ${shown(authority)}, signed as it should be. Whether that is an authority is not checked here:`,
      `    node verify.mjs FOLDER --ca ROOT.pem, with its certificate from elsewhere. Not checked: revocation.`,
    ];
  if (blocks.length === 0) return [`${name}promised by a calendar, not yet in a block: it proves nothing yet.`];
  return [
    `${name}leads to ${blocks.length === 1 ? 'a block' : 'blocks'} of Bitcoin. Not checked here: that the block is so. Compare in any copy of the chain:`,
    ...blocks.map(({ height, merkleRoot }) => `    block ${height} has the Merkle root ${merkleRoot}`),
  ];
}

function wordsOf(found) {
  const { faults, files, bytes, publication, opened = [], stamps = [] } = found;
  const size = `${files} files, ${bytes} bytes`;
  if (!found.holds) {
    const most = 200;
    return [
      `THE PACKAGE DOES NOT HOLD: ${faults.length} ${faults.length === 1 ? 'fault' : 'faults'} in ${size}.`,
      '',
      ...faults
        .slice(0, most)
        .map(({ code, what, where }) => `  ${code}: ${where === undefined ? '' : `${shown(where)}: `}${what}`),
      ...(faults.length > most ? [`  and ${faults.length - most} more`] : []),
      '',
      'Do not rely on it. A copy can be damaged on its way: take another one, from where it was published first.',
    ];
  }
  return [
    `The package holds: ${shown(publication.title)} (${publication.id}).`,
    `  ${size}: each is what two lists say (SHA-256, SHA-512), and there is nothing else.`,
    `  The list, and so every file, is signed with:`,
    ...found.signedBy.map((key) => `    ${shown(key)}${found.isKeyKnown ? ' (a key that you gave)' : ''}`),
    `  ${found.documents} documents, ${found.pages} pages, ${found.claims} claims. ${found.pageFiles} page pictures and texts are each named by an act in the log`,
    `    ${shown(found.log)}, under a signed checkpoint over ${found.size} acts.`,
    `  Every quotation stands in the published text where the claim says.`,
    ...stamps.flatMap(stampWords),
    ...(stamps.length === 0 ? ['  No time stamp: when it was there, only those who signed say.'] : []),
    ...opened.map(
      ({ entry, fields, files: of }) =>
        `  Opened for you: entry ${entry} says ${shown(JSON.stringify(fields))}${of.length > 0 ? `, of ${shown(of.join(', '))}` : ''}`,
    ),
    '',
    'What that proves: whoever has the key gave out these files, these and no others; the pictures and texts of the pages were',
    '  in their log when its checkpoint was signed, at the latest at the time of a stamp that holds.',
    'What it does not prove: that what the papers say is true; that the papers are genuine; that the log has nothing else;',
    found.isKeyKnown
      ? '  who holds the key that you gave.'
      : '  whose key it is. Ask whoever published it, or compare another publication of theirs, and give it with --key.',
    'This file came with what it checks. Whoever doubts it takes verify.mjs from elsewhere, or follows docs/formats/package.md.',
  ];
}

function main() {
  let asked;
  let roots;
  try {
    const texts = { type: 'string', multiple: true, default: [] };
    const options = { key: texts, ca: texts, open: texts, json: { type: 'boolean' }, help: { type: 'boolean' } };
    asked = util.parseArgs({ options, allowPositionals: true });
    roots = certificatesIn(asked.values.ca);
    if (asked.positionals.length > 1) throw new Error('more than one folder');
    if (!fs.statSync(asked.positionals[0] ?? '.').isDirectory()) throw new Error('no folder');
  } catch (error) {
    process.stderr.write(`${shown(error.message)}\n${USAGE}`);
    return 2; // safe: it is said, and nothing was checked
  }
  const { key: keys, open, json, help } = asked.values;
  if (help) process.stdout.write(USAGE);
  if (help) return 0;
  const found = checkPackage(asked.positionals[0] ?? ownFolder(), { keys, roots, open });
  process.stdout.write(json ? `${JSON.stringify(found, undefined, 1)}\n` : `${wordsOf(found).join('\n')}\n`);
  return found.holds ? 0 : 1;
}

process.exitCode = main();
