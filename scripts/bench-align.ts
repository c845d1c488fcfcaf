/**
 * Measures lining up: `npm run bench -- align [--documents 10000] [--cold]`. Makes that many invented reports, twenty statements
 * each, eight reports an event, all from one country, and prints the CPU time of all threads and the peak
 * memory; then adds one more and takes it away. With `--cold` they are not lined up but loaded as they were kept, as a
 * process does that begins with a case that is lined up; then one more comes.
 */
import { parseArgs } from 'node:util';
import { packProfile, profileOf, type ClaimDocument } from '../src/claims/lining-up/document-profile.ts';
import { LiningUp } from '../src/claims/lining-up/lining-up.ts';
import type { PlacedStatement } from '../src/nouns/claim.ts';
import type { StatementValue } from '../src/nouns/statement.ts';
import { randomFrom } from './search-texts.ts';

const { values } = parseArgs({
  options: { documents: { type: 'string', default: '10000' }, cold: { type: 'boolean', default: false } },
});
const PER_EVENT = 8;
const random = randomFrom(20_261_121);
const documents: ClaimDocument[] = [];
const statements: PlacedStatement[] = [];
const count = Number(values.documents);
for (let event = 0; documents.length < count; event += 1) {
  const about = newEvent(event);
  for (let report = 0; report < PER_EVENT && documents.length < count; report += 1) write(about);
}
const by = Map.groupBy(statements, ({ document }) => document);
const last = documents.at(-1);
const profile = last && profileOf(last, by.get(last.id) ?? []);
const liningUp = new LiningUp();
let [claims, conflicts] = [0, 0];
if (values.cold) cold();
else warm();
const one = cpuOf(() => {
  if (profile !== undefined) liningUp.put(profile);
  takeChanges();
});
const away = cpuOf(() => {
  liningUp.remove(last?.id ?? '');
  takeChanges();
});
const bytes = profile === undefined ? 0 : packProfile(profile).length;
console.log(
  `one more: ${one.toFixed(3)} s; taken away again: ${away.toFixed(3)} s; a packed profile has ${bytes} bytes`,
);

function warm(): void {
  const all = cpuOf(() => {
    for (const document of documents)
      if (document !== last) liningUp.put(profileOf(document, by.get(document.id) ?? []));
    takeChanges();
  });
  const peak = process.resourceUsage().maxRSS;
  console.log(
    `${documents.length - 1} documents, ${statements.length - 20} statements: ${claims} claims, ${conflicts} in conflict; ` +
      `${all.toFixed(1)} s of CPU, peak ${Math.round(peak / 1000)} MB`,
  );
}

function cold(): void {
  const profiles = documents
    .slice(0, -1)
    .map((document) => packProfile(profileOf(document, by.get(document.id) ?? [])));
  const load = cpuOf(() => {
    for (const some of profiles) liningUp.load([some]);
    liningUp.settled();
  });
  console.log(`${profiles.length} documents, ${statements.length - 20} statements loaded: ${load.toFixed(2)} s of CPU`);
}

function takeChanges(): void {
  for (const change of liningUp.changes()) {
    claims += change.claims.length;
    conflicts += change.claims.filter(({ verdict }) => verdict === 'conflict').length;
  }
}

/** In seconds. */
function cpuOf(work: () => void): number {
  const begun = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(begun);
  return (user + system) / 1e6;
}

interface Event {
  readonly place: string;
  readonly person: string;
  readonly day: string;
  readonly dead: number;
  readonly words: readonly string[];
}

function newEvent(event: number): Event {
  const day = new Date(Date.UTC(2020, 0, 1 + (event % 2000))).toISOString().slice(0, 10);
  return {
    place: name(),
    person: `${name()} ${name()}`,
    day,
    dead: 3 + Math.floor(random() * 60),
    words: Array.from({ length: 60 }, word),
  };
}

function write({ place, person, day, dead, words }: Event): void {
  const document = String(documents.length);
  let text = '';
  const own: PlacedStatement[] = [];
  const say = (before: string, said: string, value: StatementValue, after: string): void => {
    const start = text.length + before.length;
    own.push({
      id: `${document}-${own.length}`,
      document,
      start,
      end: start + said.length,
      value,
      attributedTo: random() < 0.3 ? [{ name: person }] : [],
    });
    text += `${before}${said}${after}\n`;
  };
  const some = (length: number): string =>
    Array.from({ length }, () => words[Math.floor(random() * words.length)]).join(' ');
  const people = (number: number): StatementValue => figure(number, 'people');
  const toll = random() < 0.3 ? dead + Math.floor(random() * 5) : dead;
  say('', `${toll} dead`, people(toll), ` as ${some(2)} hits ${place} in Urmelia`);
  say('At least ', `${toll} people`, people(toll), ` were killed when ${some(6)} in ${place}, Urmelia, ${some(5)}.`);
  say(
    `The ${some(3)} came `,
    'on Tuesday',
    { kind: 'date', from: day, to: day, event: '' },
    ` near ${place}, ${some(4)}.`,
  );
  say('', `${toll * 3} people`, people(toll * 3), ` were injured, ${person} said, ${some(5)}.`);
  const quoted = words
    .slice(0, 12)
    .filter(() => random() < 0.9)
    .join(' ');
  say('“', quoted, { kind: 'quotation', words: quoted, speaker: person }, `,” said ${person}.`);
  say(
    `${person} `,
    'denied',
    {
      kind: 'stance',
      holder: person,
      target: words.slice(20, 25).join(' '),
      polarity: random() < 0.5 ? 'negative' : 'positive',
      verb: 'deny',
    },
    ` that ${words.slice(20, 25).join(' ')}.`,
  );
  while (own.length < 20) {
    const number = 2 + Math.floor(random() * 500);
    const unit = ['house', 'people', 'percent', 'USD', 'km'][own.length % 5] ?? 'house';
    say(`In ${place} the ${some(5)} `, `${number} ${unit}`, figure(number, unit), ` of ${some(6)}.`);
  }
  documents.push({ id: document, text, published: day });
  statements.push(...own);
}

function figure(number: number, unit: string): StatementValue {
  return { kind: 'figure', lo: number, hi: number, loOpen: false, hiOpen: false, unit, counted: unit };
}

function name(): string {
  const letters = word() + word();
  return letters.charAt(0).toUpperCase() + letters.slice(1);
}

function word(): string {
  return Array.from(
    { length: 2 + Math.floor(random() * 2) },
    () => 'bcdfghklmnprstvz'.charAt(Math.floor(random() * 16)) + 'aeiou'.charAt(Math.floor(random() * 5)),
  ).join('');
}
