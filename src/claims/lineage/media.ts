import { foldSyllables } from '../../search/fold.ts';
import type { Span } from '../../nouns/reading.ts';
import type { ClaimDocument } from '../align/profile.ts';
import { outletInScript, outletsInScripts } from './media-scripts.ts';
import { AGENCIES, OUTLETS } from './media-table.ts';

/** What ends the names of outlets that no table has. */
const ENDINGS =
  /^(?:Times|Post|News|Daily|Tribune|Herald|Gazette|Chronicle|Journal|Telegraph|Observer|Mail|Mirror|Globe|Courier|Examiner|Dispatch|Inquirer|Enquirer|Standard|Today|Weekly|TV|Television|Radio|FM|Newswire|Press|Ledger|Clarion|Sentinel|Courant|Advocate|Argus|Echo|Express|Messenger|Mercury|Intelligencer|Magazine|Broadcasting|Review|Independent|Digest)$/;
/** What begins them: `Daily Record`, `Radio Norte`. */
const BEGINNINGS = /^(?:Daily|Evening|Morning|Weekly|Radio|TV)$/;
/** Single words that are such names by their endings, in languages that write them so, and addresses of sites. */
const ONE_WORD =
  /^\p{Lu}\p{L}*(?:zeitung|bladet|tageblatt|kurier|posten|rundschau|anzeiger)$|^[\p{L}\p{N}-]{2,}\.(?:com|net|org|info)$/u;

export interface MediaName extends Span {
  /** As it is shown. */
  readonly name: string;
  readonly agency: boolean;
}

interface Medium {
  readonly name: string;
  readonly agency: boolean;
  /** In the table, not told from its name alone. */
  readonly listed: boolean;
}

const byAlias = new Map<string, Medium>();
for (const [agency, lines] of [
  [true, AGENCIES],
  [false, OUTLETS],
] as const) {
  for (const line of lines) {
    const aliases = line.split('|');
    for (const alias of aliases) byAlias.set(keyOf(alias), { name: aliases[0] ?? alias, agency, listed: true });
  }
}

function keyOf(name: string): string {
  const plain = (/\p{Script=Han}/u.test(name) ? foldSyllables(name) : name)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
  // Short forms are names only in capitals; `the Times` is one only with its article.
  return plain.length <= 5 && plain === plain.toUpperCase() ? plain : plain.toLowerCase();
}

/** The outlet or agency that goes by a name. */
export function mediumOf(name: string): Medium | undefined {
  const bare = name
    .replace(/^(?:the|The|state news agency|news agency)\s+/, '')
    .replace(/[’']s$/, '')
    .replace(/\s+(?:news agency|newspaper|website|magazine|daily)$/i, '');
  return byAlias.get(keyOf(name)) ?? byAlias.get(keyOf(bare)) ?? unlisted(bare);
}

const IS_AGENCY = /(?:通[讯訊]社|新[闻聞]社|ئاگېنتلىقى|agéntliqi|агентлиқи)$/u;
const WHEN =
  /^(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September|October|November|December)$/;

function unlisted(name: string): Medium | undefined {
  const inScript = outletInScript(name);
  if (inScript !== undefined) return { name: inScript, agency: IS_AGENCY.test(inScript), listed: false };
  const words = name.split(/\s+/);
  if (WHEN.test(words.at(-1) ?? '') || name.startsWith('State')) return undefined;
  const isName = (word: string): boolean => /^[\p{Lu}\p{N}(]/u.test(word) || /^(?:of|the|de)$/.test(word);
  const named =
    words.length === 1
      ? ONE_WORD.test(name)
      : words.length <= 5 &&
        !/\p{L}{3}\. /u.test(name) &&
        (ENDINGS.test(words.at(-1) ?? '') || BEGINNINGS.test(words[0] ?? '')) &&
        words.every(isName);
  return named ? { name, agency: false, listed: false } : undefined;
}

/** Words with capitals in a row, as the source of a pattern. */
export const NAME = String.raw`\p{Lu}[\p{L}\p{N}.'’&/-]*(?:[^\S\n]+(?:(?:of|della|de|the)[^\S\n]+)?\p{Lu}[\p{L}\p{N}.'’&/-]*)*`;
/** As `NAME`, of a few words of ordinary length: a text in capitals is looked through in time that grows with its length. */
export const SHORT_NAME = String.raw`(?<![\p{L}\p{N}.'’&/-])\p{Lu}[\p{L}\p{N}.'’&/-]{0,30}(?:[^\S\n](?:(?:of|della|de|the)[^\S\n])?\p{Lu}[\p{L}\p{N}.'’&/-]{0,30}){0,5}`;
const RUN = new RegExp(String.raw`(?:\b[Tt]he[^\S\n]+)?${NAME}`, 'gu');
/** Where a sentence ends within a run of names, and not behind `St.` or an initial. */
export const SENTENCE_ENDS = /(?<=\p{L}{4}\.)(?=\s)/u;
const HAN = [...byAlias.keys()].filter((key) => /\p{Script=Han}/u.test(key)).toSorted((a, b) => b.length - a.length);

/** As they are written: folding takes parts of letters away. */
const ARABIC = [...AGENCIES, ...OUTLETS]
  .flatMap((line) => line.split('|'))
  .filter((alias) => /\p{Script=Arabic}/u.test(alias));

const looked = new WeakMap<ClaimDocument, readonly MediaName[]>();

/** The names of outlets and agencies in a text, in order; of names that lie in one another the longest. */
export function mediaIn(document: ClaimDocument): readonly MediaName[] {
  let names = looked.get(document);
  if (names === undefined) looked.set(document, (names = lookedFor(document.text, document.outlet)));
  return names;
}

/** @param self the text’s own outlet, whatever its name looks like */
function lookedFor(text: string, self: string | undefined): readonly MediaName[] {
  const found: MediaName[] = [];
  const called = calledMedia(text).filter((name) => mediumOf(name) === undefined);
  if (self !== undefined && self.length > 2 && mediumOf(self) === undefined) called.unshift(self);
  for (const name of called) found.push(...placesOf(text, name, { name, agency: false }));
  for (const { 0: run, index } of text.matchAll(RUN)) {
    let from = 0;
    for (const sentence of run.split(SENTENCE_ENDS)) {
      const lead = LEADS.exec(sentence)?.[0].length ?? 0;
      found.push(...withinRun(sentence.slice(lead), index + from + lead));
      from += sentence.length;
    }
  }
  for (const key of HAN) {
    const medium = byAlias.get(key);
    if (medium !== undefined) found.push(...placesOf(text, key, medium));
  }
  for (const alias of ARABIC) {
    const medium = mediumOf(alias);
    if (medium !== undefined) found.push(...placesOf(text, alias, medium));
  }
  for (const { name, ...span } of outletsInScripts(text)) {
    const medium = mediumOf(name);
    if (medium !== undefined) found.push({ name: medium.name, agency: medium.agency, ...span });
  }
  const names = apart(found);
  return apart([...names.map((each) => meant(each, names, text, self)), ...shortForms(text, names, self)]);
}

/** What begins a sentence, and no name. */
const LEADS =
  /^(?:As|When|While|After|Before|In|On|At|By|For|From|To|But|And|If|Since|Though|Although|Unlike|Both|Even|Only|Once|Where|Then|So|Or|With|Without|Yet|Last|That|What)\s+(?=\p{L})/u;

function placesOf(text: string, words: string, { name, agency }: Omit<MediaName, keyof Span>): readonly MediaName[] {
  const found: MediaName[] = [];
  for (let start = text.indexOf(words); start >= 0; start = text.indexOf(words, start + words.length)) {
    const end = start + words.length;
    const inWord = /[\p{L}\p{N}]/u.test(text[start - 1] ?? '') || /[\p{L}\p{N}]/u.test(text[end] ?? '');
    const joined = /\p{Script=Arabic}/u.test(words) && !/\p{L}/u.test(text[start - 1] ?? '');
    if (!inWord || joined || /\p{Script=Han}/u.test(words)) found.push({ name, agency, start, end });
  }
  return found;
}

function apart(names: readonly MediaName[]): readonly MediaName[] {
  let end = -1;
  return names
    .toSorted((a, b) => a.start - b.start || b.end - a.end)
    .filter((each) => {
      if (each.start < end) return false;
      end = each.end;
      return true;
    });
}

const CUE = String.raw`(?:news(?:paper|[ -]?wire| (?:agency|site|website|portal|channel|outlet|service|magazine))|daily|weekly|magazine|tabloid|broadsheet|broadcaster|(?:TV|television|radio) (?:station|channel|network)|channel|network|website|site|portal|blog|paper)`;
const ENDS = String.raw`(?=[,.;:)”"’']|\s+(?:has|had|is|was|that|in|on|of|and|as|who|which|by|from|said|says|quot\p{L}+|report\p{L}*|wr\p{L}+|publish\p{L}*|print\p{L}*|warn\p{L}*|claim\p{L}*|cit\p{L}+|estimat\p{L}+|put)\b)`;
const CALLED = [
  new RegExp(String.raw`\b${CUE}(?:\s+(?:in|of|from)\s[^,.;\n]{1,30},|,)?\s+(?:the\s+)?(${SHORT_NAME})${ENDS}`, 'gu'),
  new RegExp(
    String.raw`(${SHORT_NAME})(?:,\s+(?:an?|the|its)\s+(?:[\p{L}-]+\s+){0,3}?${CUE}\b(?!['’]s)|(?<!(?:an?|ese|ish|sh|ch|ic|The|Another|One))\s+(?:newspaper|news agency|magazine|tabloid)\b(?!\s+\p{Lu}))`,
    'gu',
  ),
];
const NO_NAME = /^(?:The|An?|Another|One|This|That|State\P{L}.*|State)$/u;
const DAY_AFTER = /\s(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Today)$/;
const MOST_CALLED = 40; // names; a text that lists more is a list

/** What the text itself calls a newspaper, a site, a channel: `the technology site Bytepost`, `a local paper, the Echo`. */
function calledMedia(text: string): string[] {
  const names = new Set<string>();
  for (const pattern of CALLED) {
    for (const [, run = ''] of text.matchAll(pattern)) {
      const name = run
        .replace(/^[Tt]he\s+/, '')
        .replace(DAY_AFTER, '')
        .replace(/[.'’-]+$|[’']s$/, '');
      if (name.length > 2 && !NO_NAME.test(name) && names.size < MOST_CALLED) names.add(name);
    }
  }
  return [...names];
}

/** `the Times` of a text of the Valley Times, or one that names it before, is that one. */
function meant(each: MediaName, names: readonly MediaName[], text: string, self: string | undefined): MediaName {
  const short = /^(?:[Tt]he\s+)?(\p{Lu}\p{L}+)$/u.exec(text.slice(each.start, each.end))?.[1];
  if (short === undefined || !endsWith(each.name, short)) return each;
  const full = fullName(short, names, text, each.start) ?? (endsWith(self, short) ? self : undefined);
  return full === undefined ? each : { ...each, name: mediumOf(full)?.name ?? full };
}

/** `the Herald`, `a Herald reporter` where the text names the Port Herald, or is of it. */
function shortForms(text: string, names: readonly MediaName[], self: string | undefined): readonly MediaName[] {
  const found: MediaName[] = [];
  const full = new Map<string, string>();
  for (const { start, end } of names) addLast(text.slice(start, end), full);
  if (self !== undefined) addLast(self, full);
  for (const [short, first] of full) {
    for (const match of text.matchAll(
      new RegExp(String.raw`\b(?:[Tt]he|[Aa]n?)\s+(${escaped(short)})\b(?!\s+\p{Lu}|-)`, 'gu'),
    )) {
      const end = match.index + match[0].length;
      const start = end - short.length;
      const name = fullName(short, names, text, start) ?? first;
      found.push({ name: mediumOf(name)?.name ?? name, agency: false, start, end });
    }
  }
  return found;
}

function addLast(name: string, to: Map<string, string>): void {
  const words = name.replace(/^[Tt]he\s+/, '').split(/\s+/);
  const last = words.at(-1) ?? '';
  if (
    words.length > 1 &&
    /^\p{Lu}\p{L}{3,}$/u.test(last) &&
    !/^(?:News|Agency|Press|Television|Radio)$/.test(last) &&
    !to.has(last)
  )
    to.set(last, name.replace(/^the\s/, ''));
}

function fullName(short: string, names: readonly MediaName[], text: string, before: number): string | undefined {
  return names.findLast(({ start, name }) => start < before && endsWith(name, short) && / /.test(textOf(start)))?.name;

  function textOf(start: number): string {
    const each = names.find((other) => other.start === start);
    return each === undefined ? '' : text.slice(each.start, each.end).replace(/^[Tt]he\s+/, '');
  }
}

function endsWith(name: string | undefined, short: string): boolean {
  return name?.endsWith(` ${short}`) === true;
}

function escaped(words: string): string {
  return words.replace(/[.*+?^${}()|[\]\\/-]/g, String.raw`\$&`);
}

const LONGEST = 6; // words

function withinRun(run: string, offset: number): readonly MediaName[] {
  const words = [...run.matchAll(/[^\s]+/g)];
  const found: MediaName[] = [];
  for (let from = 0; from < words.length; from += 1) {
    for (let to = Math.min(words.length, from + LONGEST); to > from; to -= 1) {
      const [first, last] = [words[from], words[to - 1]];
      if (first === undefined || last === undefined) continue;
      const start = first.index;
      const name = run.slice(start, last.index + last[0].length).replace(/[.'’-]+$|[’']s$/, '');
      const whole = from === 0 && to === words.length;
      const bare = name.replace(/^[Tt]he\s+/, '');
      const medium = byAlias.get(keyOf(name)) ?? byAlias.get(keyOf(bare)) ?? (whole ? unlisted(bare) : undefined);
      if (medium === undefined) continue;
      found.push({
        name: medium.name,
        agency: medium.agency,
        start: offset + start,
        end: offset + start + name.length,
      });
      from = to - 1;
      break;
    }
  }
  return found;
}
