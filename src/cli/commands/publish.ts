import { Problem } from '../../base/problem.ts';
import { openCase, type OpenCase } from '../../house.ts';
import { AS_A_MATTER_OF_COURSE, parseProfile, type Profile } from '../../publishing/profile.ts';
import type { PreparedPackage } from '../../publishing/publish.ts';
import { renderPublication } from '../../web/published.ts';
import { parseCall, type Command } from '../command.ts';
import { givenFile } from '../given-file.ts';
import { oneLine } from '../printable.ts';
import { signIn } from '../sign-in.ts';
import type { Terminal } from '../terminal.ts';

export const publish: Command = {
  name: 'publish',
  help: `touchstone publish CASE --profile FILE --out DIR [--all] [--yes] [--json]
touchstone publish CASE --list [--json]
Publish documents and claims as a folder of plain files: pictures and texts of pages made anew, what they say, and the
proof of when they were there. Never where they came from; an original file only where the profile asks for it and
confirms, name by name, what it carries. The folder is a BagIt bag with a web
site; \`touchstone check DIR\` checks it without the case. Words that the profile withholds are looked for in all of it, in
every script and spelling that search knows: one find, and nothing is published.
  --profile FILE  what to publish, as JSON: docs/formats/package.md
  --out DIR       a folder that does not exist yet
  --all           every document that was read, and every claim that two of them speak to; what the profile says of
                  single documents holds, and these come first
  --list          what the case has published, newest first
  --yes           do not ask before it is published
  --json          {publication, documents, pages, claims, files, bytes, checks}
Exit status: 0 · 2 wrong words, or a profile that cannot be used · 3 a check stops it · 4 no such case, document or page
6 a page could not be drawn · 12 disk full · 130 stopped by Ctrl-C`,
  async run(argv, terminal) {
    const { values, positionals } = parseCall(
      publish,
      argv,
      {
        profile: { type: 'string' },
        out: { type: 'string' },
        all: { type: 'boolean' },
        list: { type: 'boolean' },
        yes: { type: 'boolean' },
        json: { type: 'boolean' },
      },
      { least: 1, most: 1 },
    );
    const { profile: file, out } = values;
    if (values.list === true) {
      await listPublished(positionals[0] ?? '', values.json === true, terminal);
      return;
    }
    if (file === undefined || out === undefined) {
      throw new Problem('bad-input', '`touchstone publish` needs a profile and a place.', {
        remedy: 'Give --profile FILE and --out DIR.',
      });
    }
    const given = parseProfile((await givenFile(file)).toString());
    const opened = await openCase(positionals[0] ?? '', { identity: await signIn(terminal) });
    try {
      const profile = values.all === true ? await withAll(opened, given) : given;
      const prepared = await opened.preparePackage(profile, {
        out,
        render: renderPublication,
        signal: terminal.signal,
        onProgress: (pages) => terminal.progress(`${pages} pages made ready`),
        onRecognised: (pictures) => terminal.progress(`withheld words looked for in ${pictures} pictures`),
      });
      terminal.progress(undefined);
      try {
        checkLines(prepared, await namesIn(opened, prepared)).forEach((line) => terminal.note(line));
        if (prepared.stopped || values.yes === true || (await isAgreed(terminal))) await prepared.publish();
        else throw declined();
      } catch (error) {
        await prepared.drop();
        throw error;
      }
      if (values.json === true) terminal.print(JSON.stringify(jsonOf(prepared)));
      else terminal.print(`Published as ${prepared.publication.id}: ${prepared.files} files, ${prepared.bytes} bytes.`);
    } finally {
      await opened.close();
    }
  },
};

/** Those documents first that the profile names, with what it says of them; then every other one, in the order of paths. */
async function withAll(opened: OpenCase, given: Profile): Promise<Profile> {
  if (given.documents === 'all') return { ...given, claims: 'all' };
  const named = [];
  for (const each of given.documents) {
    const known = await opened.document(each.document);
    named.push(known === undefined ? each : { ...each, document: known.sha256 });
  }
  const { documents } = await opened.publishable({ limit: Number.MAX_SAFE_INTEGER, offset: 0 });
  const said = new Set(named.map(({ document }) => document));
  const others = documents.filter(({ sha256 }) => !said.has(sha256));
  const more = others.map(({ sha256 }) => ({ document: sha256, ...AS_A_MATTER_OF_COURSE }));
  return { ...given, documents: [...named, ...more], claims: 'all' };
}

async function listPublished(folder: string, json: boolean, terminal: Terminal): Promise<void> {
  const opened = await openCase(folder, {});
  try {
    const publications = await opened.publications();
    if (json) terminal.print(JSON.stringify({ publications }));
    else if (publications.length === 0) terminal.print('Nothing of this case has been published.');
    for (const { publication, title = '', at, actor, seq, place } of json ? [] : publications) {
      terminal.print(`${publication}  ${oneLine(title)}  ${at}, by ${oneLine(actor)}, entry ${seq}`);
      if (place !== undefined) terminal.print(`    ${oneLine(place)}`);
    }
  } finally {
    await opened.close();
  }
}

/** Of documents that a finding is in: their names in the case, by their ids in the package. */
async function namesIn(
  opened: OpenCase,
  { publication: { documents }, checks: { withheld, unrecognised } }: PreparedPackage,
): Promise<Names> {
  const found = new Set([
    ...withheld.map(({ path }) => placeIn(path)?.id),
    ...unrecognised.map(({ document }) => document),
  ]);
  const named = documents.filter(({ id }) => found.has(id));
  const originals = await opened.receivedBy(named.map(({ received }) => received.entry));
  const names = new Map<string, string>();
  for (const { id, received } of named) {
    const original = originals.get(received.entry);
    const view = original === undefined ? undefined : await opened.document(original);
    const [first] = view?.places ?? [];
    if (first !== undefined) names.set(id, oneLine(first.path));
  }
  return names;
}

type Names = ReadonlyMap<string, string>;

/** The document and the page that a file of a package is made of. */
function placeIn(path: string): { readonly id: string; readonly page?: string } | undefined {
  const [, id, page] = /^data\/doc\/([0-9a-f]{16})\/(?:p\/(\d+)\.)?/.exec(path) ?? [];
  return id === undefined ? undefined : { id, ...(page === undefined ? {} : { page }) };
}

function checkLines({ checks, publication }: PreparedPackage, names: Names): readonly string[] {
  const { withheld, hiding, originals, unread, unrecognised, claimsLeftOut } = checks;
  const pages = publication.documents.reduce((sum, document) => sum + document.pages.length, 0);
  return [
    `${publication.documents.length} documents, ${pages} pages, ${publication.claims.length} claims.`,
    ...[...Map.groupBy(withheld, ({ word, spelling }) => `${word}\n${spelling}`).values()].map((found) =>
      withheldLine(found, names),
    ),
    ...(withheld.length === 0 ? ['ok    No word that the profile withholds was found.'] : []),
    ...hiding.map(
      ({ document, fields }) =>
        `STOP  ${oneLine(document)} has words that whoever opens it does not see: ${fields.join(', ')}. Say "hidden": true for it, or leave it out.`,
    ),
    ...originals.flatMap(originalLines),
    ...unread.map(
      ({ document, page }) => `look  No words are known of page ${page} of ${oneLine(document)}: look at its picture.`,
    ),
    ...unrecognised.map(
      ({ document, page }) =>
        `look  Words were looked for in the text of page ${page} of ${names.get(document) ?? document} and not in its picture: look at it.`,
    ),
    ...claimsLeftOut.map((id) => `look  Claim ${oneLine(id)} is left out: no statement of it is on a published page.`),
    ...(publication.url === undefined
      ? ['look  There is no IIIF in it: the profile does not say under which address (`url`) it is to be hosted.']
      : []),
    ...(publication.proof.dated.length === 0
      ? ['look  Nobody outside has dated the checkpoint: `touchstone stamp` asks for it.']
      : []),
    'look  A search finds words in texts. Look at every picture for what is only drawn: stamps, signatures, faces.',
  ];
}

const MOST_VALUES = 5; // of one name in a line; all are in --json
const MOST_OF_A_VALUE = 80; // characters

/** What an original carries, one name a line, and how to confirm that this was seen. */
function originalLines({
  document,
  carries,
  confirmed,
}: PreparedPackage['checks']['originals'][number]): readonly string[] {
  const of = oneLine(document);
  if (confirmed)
    return [`look  The original of ${of} is published, with all that it carries, as the profile confirms.`];
  const names = JSON.stringify(carries.map(({ name }) => name));
  return [
    `STOP  The original of ${of} is to be published, and what it carries is not confirmed as it is:`,
    ...carries.map(({ name, values }) => {
      const shown = values.slice(0, MOST_VALUES).map((value) => oneLine(value).slice(0, MOST_OF_A_VALUE));
      const more = values.length > MOST_VALUES ? ` and ${values.length - MOST_VALUES} more` : '';
      return `        ${oneLine(name)}: ${shown.join('; ')}${more}`;
    }),
    `      It may carry more than any reader finds. Where all of it may be told, say in the profile, for this document:`,
    `      "original": true, "confirmed": ${oneLine(names)}`,
  ];
}

function withheldLine(found: PreparedPackage['checks']['withheld'], names: Names): string {
  const [first] = found;
  if (first === undefined) return '';
  const { word, spelling, path } = first;
  const as = spelling === word ? '' : `, as “${oneLine(spelling)}”`;
  const more = found.length === 1 ? '' : ` and ${found.length - 1} more files`;
  const { id = '', page } = placeIn(path) ?? {};
  const name = names.get(id);
  const where = name === undefined ? path : `${page === undefined ? '' : `page ${page} of `}${name} (${path})`;
  return `STOP  “${oneLine(word)}” is to be withheld and stands in ${where}${more}${as}.`;
}

/** Whoever cannot be asked says --yes. */
async function isAgreed(terminal: Terminal): Promise<boolean> {
  const answer = await terminal.ask('What is published cannot be taken back. Type “publish” to publish it: ');
  return answer?.trim() === 'publish';
}

function declined(): Problem {
  return new Problem('not-allowed', 'Nothing was published.', {
    remedy: 'Run it again and type “publish”, or give --yes where nobody can be asked.',
  });
}

function jsonOf({ publication, files, bytes, checks }: PreparedPackage) {
  const { id, documents, claims } = publication;
  const pages = documents.reduce((sum, document) => sum + document.pages.length, 0);
  return { publication: id, documents: documents.length, pages, claims: claims.length, files, bytes, checks };
}
