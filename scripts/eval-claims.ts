import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';

import { claimsOf, type ClaimDocument, type LinedUp } from '../src/claims/lining-up/claims-of.ts';
import { findStatements, type FoundStatement } from '../src/claims/finding/find-statements.ts';
import { learn, storiesToLearnFrom } from './claim-learning.ts';
import { writeMarkedGold } from './marked-gold.ts';

/**
 * What is found in stories, and how it is lined up: `npm run eval -- claims --data DIR --out DIR [--story NAME]`. A
 * story is a folder with `docs/*.txt` (a header of `key: value` lines, an empty line, the body;
 * `language:` where it is not English) and `gold.json`; what
 * is found is written to OUT/<story>.json in the shape of gold.json, then `DIR/score.mjs` compares the two and prints
 * its table. With `--left-out` each story is lined up with weights that were learned from all others; with `--case` the
 * stories are those that `touchstone add CASE DIR` has taken in, told by `touchstone claims`. With `--marked FOLDER` the
 * stories are the marked texts of that folder (marked-gold.ts), scored by the same scorer. Offsets are UTF-16 code units
 * from the start of the body.
 */
const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    out: { type: 'string' },
    story: { type: 'string' },
    json: { type: 'boolean', default: false },
    'left-out': { type: 'boolean', default: false },
    case: { type: 'string' },
    marked: { type: 'string' },
  },
});
const { out, case: inCase, marked } = values;
if (values.data === undefined || out === undefined) {
  console.error(
    'usage: eval-claims --data DIR --out DIR [--story NAME] [--left-out | --case CASE | --marked FOLDER] [--json]',
  );
  process.exit(2);
}
const data = marked === undefined ? values.data : goldOf(marked, join(out, 'gold'), values.data);
const stories = readdirSync(data, { withFileTypes: true }).filter((entry) => entry.isDirectory());
mkdirSync(out, { recursive: true });
const labelled = values['left-out'] ? storiesToLearnFrom(values.data) : undefined;
const begun = process.cpuUsage();
let written = 0;
for (const { name } of stories) {
  if (values.story !== undefined && values.story !== name) continue;
  const told = inCase === undefined ? toldDirectly(join(data, name, 'docs'), name) : toldInCase(inCase, name);
  written += told.statements.length;
  writeFileSync(join(out, `${name}.json`), JSON.stringify({ story: name, ...told }, null, 1));
}
const { user, system } = process.cpuUsage(begun);
console.error(`${written} statements, ${((user + system) / 1e6).toFixed(1)} s of CPU`);
const score = [join(data, 'score.mjs'), out, '--split', 'all', ...(values.json ? ['--json'] : [])];
const table = execFileSync(process.execPath, score, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
process.stdout.write(values.story === undefined || values.json ? table : partOf(table, values.story));

/** The marked stories of a folder beside the scorer. */
function goldOf(kept: string, folder: string, scorer: string): string {
  mkdirSync(folder, { recursive: true });
  writeMarkedGold(kept, folder);
  copyFileSync(join(scorer, 'score.mjs'), join(folder, 'score.mjs'));
  return folder;
}

interface Told {
  readonly statements: readonly object[];
}

function toldInCase(folder: string, story: string): Told {
  const call = ['src/cli/touchstone.ts', 'claims', folder, '--format', 'evaluation', '--story', story];
  const flags = ['--disable-warning=ExperimentalWarning'];
  return JSON.parse(execFileSync(process.execPath, [...flags, ...call], { encoding: 'utf8', maxBuffer: 2 ** 28 }));
}

function toldDirectly(folder: string, name: string): Told {
  const documents = documentsOf(folder);
  const found = documents.flatMap((document) =>
    findStatements(document).map((statement, index) => ({
      ...statement,
      document: document.id,
      id: `${document.id}-${index}`,
    })),
  );
  const weights = labelled && learn(labelled.filter((story) => story.name !== name));
  const linedUp = claimsOf(documents.map(asClaimDocument), found, undefined, weights);
  const texts = new Map(documents.map(({ id, text }) => [id, text]));
  const statements = found.map((statement) => ({
    doc: statement.document,
    id: statement.id,
    ...plain(texts.get(statement.document) ?? '', statement),
  }));
  return { statements, ...plainClaims(linedUp) };
}

/** The lines of one story: its name, and what is indented below it. */
function partOf(whole: string, story: string): string {
  const lines = whole.split('\n');
  const from = lines.indexOf(story);
  const to = lines.findIndex((line, at) => at > from && !line.startsWith(' '));
  return `${lines.slice(Math.max(0, from), to).join('\n')}\n`;
}

interface StoryDocument {
  readonly id: string;
  readonly outlet: string | undefined;
  readonly published: string;
  readonly text: string;
  readonly passages: readonly { readonly start: number; readonly end: number; readonly language: string }[];
}

function documentsOf(folder: string): readonly StoryDocument[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.txt'))
    .map((file) => {
      const whole = readFileSync(join(folder, file), 'utf8');
      const cut = whole.indexOf('\n\n');
      const text = whole.slice(cut + 2);
      const header = new Map(
        whole
          .slice(0, cut)
          .split('\n')
          .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]),
      );
      return {
        id: basename(file, '.txt'),
        outlet: header.get('outlet'),
        published: header.get('published') ?? '',
        text,
        passages: [{ start: 0, end: text.length, language: header.get('language') ?? 'en' }],
      };
    });
}

function asClaimDocument({ id, text, outlet, published }: StoryDocument): ClaimDocument {
  return { id, text, ...(outlet ? { outlet } : {}), ...(published === '' ? {} : { published }) };
}

/** Claims and lineage in the words of gold.json. */
function plainClaims({ claims, lineage }: LinedUp): object {
  return {
    claims: claims.map(({ statements, verdict, conflicts, origins }, index) => ({
      id: `c${index}`,
      statements,
      verdict,
      conflicts: conflicts.map(({ first, second, reason }) => [first, second, `${reason}: `]),
      origins: origins.map(({ source }) => source),
      independent_origins: origins.length,
    })),
    // To outlets, agencies and leaks, as `--format evaluation` tells it: bodies are told by `origins`.
    lineage: lineage.flatMap(({ document, from, kind, tier }) =>
      tier === 'media' ? [{ doc: document, derives_from: from, kind, tier }] : [],
    ),
  };
}

/** A statement in the words of gold.json. */
function plain(text: string, { start, end, value, attributedTo }: FoundStatement): object {
  const common = { start, end, text: text.slice(start, end), attributed_to: attributedTo[0]?.name ?? null };
  if (value.kind === 'quotation')
    return { ...common, kind: 'quote', value: { speaker: value.speaker ?? null, words: value.words } };
  if (value.kind === 'date') return { ...common, kind: 'date', value: { from: value.from, to: value.to } };
  if (value.kind === 'stance') {
    const { holder, target, polarity } = value;
    return { ...common, kind: 'stance', value: { holder, target, polarity } };
  }
  const { lo, hi, unit, loOpen, hiOpen, counted } = value;
  const ends = { ...(loOpen ? { lo_open: true } : {}), ...(hiOpen ? { hi_open: true } : {}) };
  return { ...common, kind: 'figure', subject: counted, value: { lo, hi, unit, ...ends } };
}
