import { foldSyllables } from '../../search/fold.ts';
import { isOneEdit } from '../../search/similar.ts';
import type { ClaimDocument } from '../align/profile.ts';
import { hanSource } from './han-sources.ts';
import { heardAs, inOtherScript } from './heard.ts';
import { BODY, ROLES, Speakers } from './speakers.ts';

/** Whom a credit names, as far as texts tell. */
export interface Source {
  /** As it is shown. */
  readonly name: string;
  /**
   * `medium`: an outlet or agency; `person`, `body`: named; `office`: officials, police, a government, without a name;
   * `crowd`: witnesses, residents, experts, who count with the outlet that met them.
   */
  readonly kind: 'medium' | 'person' | 'body' | 'office' | 'crowd';
  /** What makes it the same source elsewhere: folded words. */
  readonly key: string;
  /** Who spoke for a body: folded name. */
  readonly person?: string;
  /** What makes it the same in another script, as `heardAs` tells. */
  readonly heard?: string;
}

const CROWD =
  /\b(?:witness(?:es)?|residents?|neighbou?rs?|survivors?|experts?|analysts?|activists?|observers|protesters?|demonstrators?|people|locals?|villagers?|users?|barber|owner|manager|woman|man|women|men|student|students|critics|supporters|plaintiffs|some|many|others?|they|he|she|groups?)\b/i;
/** Papers that nobody gives a name count with whoever has them. */
const PAPERS =
  /^(?:(?:\p{Ll}[\p{L}’'-]*|of|and)\s+){0,4}(?:documents|papers?|files?|lists?|bills|records|cables|memos?|e?-?mails|registers?|logs?|tables?|sheets?|dossier|transcripts?|spreadsheets?|copy|copies)$/u;
const PRONOUN = /^(?:it|this|that|these|those|which|who|they|he|she)$/i;
/** `a Hamre village resident`: the name is of a place. */
const UNNAMED = /\s(?:residents?|witness(?:es)?|villagers?|survivors?|passers-by|students?|workers?|users?|owner)$/;
const OFFICE =
  /^(?:the|local|state|national|federal|government|city|\p{Lu}\p{L}+|[\p{Lu}.]+)?\s*(?:(?:government|state|security|health|military|rescue|election|law enforcement|police)\s+)*(?:officials?|authorities|sources?|media|officers?|government|reports?|one report|rescuers|spokes\p{L}+|investigators|prosecutors)$/iu;
const GOVERNMENT = /^(?:\S+\s+){0,2}government(?:\s+(?:of|in|there|officials?|spokes\p{L}+)\b.*)?$/iu;
const POLICE = /^[Oo]fficers?\b|\b(?:[Pp]olice|[Cc]ops?|pd|\p{Lu}+PD|constabulary|gendarmes|carabinieri)\b/u;
/** Whom an office is behind by rank, in a text that tells of police. */
const OF_POLICE = /^(?:Chief|Sgt\.?|Sergeant|Officer|Detective|Det\.|Constable|Superintendent|Lt\.)\s+\p{Lu}/u;
/** `the British newspaper`, `agency`. */
const CALLED =
  /^(?:the\s+)?(?:\p{L}+\s+){0,3}(?:agency|newspaper|paper|daily|weekly|magazine|broadcaster|channel|station|network|website|site|portal|blog)\s+(?=\p{Lu})/iu;

const speakersOf = new WeakMap<ClaimDocument, Speakers>();

/**
 * Tells who a credit means, in the text that credits.
 *
 * @param at where the credit stands, for what only says `the newspaper` or `the ministry`
 */
export function sourceOf(name: string, document: ClaimDocument, at = Infinity): Source {
  const source = sourceNamed(inFull(asWritten(name, document.text, at), document.text), document, at);
  return source.kind === 'office' || source.kind === 'crowd' ? source : withHeard(source);
}

/** `SEDRA - The ministry`: what stands in front of a report. */
const DATELINE = /^\p{Lu}{2,}[^-–—\n]{0,30}\s[-–—]\s+/u;
const DAY =
  /^(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September|October|November|December)$/;
/** What stands within names of charities and is seldom taken for a part of one. */
const WITHIN_NAME = /\p{Lu}[\p{L}’'-]+\s(?:Across|Against|Before|Beyond|Without|Under|Over)\s$/u;

/** A name without what a heading or a dateline has in front, and with the words that it goes on with: `Civil Watch`, `Doctors Without Walls`. */
function asWritten(name: string, text: string, at: number): string {
  const bare = name.slice(name.lastIndexOf('\n') + 1).replace(DATELINE, '');
  if (bare !== name || !/^\p{Lu}[\p{L}’'-]+$/u.test(name) || !text.startsWith(name, at)) return bare;
  const after = /^ (\p{Lu}\p{Ll}[\p{L}’'-]*)/u.exec(text.slice(at + name.length, at + name.length + 40))?.[1];
  const before = WITHIN_NAME.exec(text.slice(Math.max(0, at - 60), at))?.[0] ?? '';
  return before + name + (after === undefined || DAY.test(after) ? '' : ` ${after}`);
}

const SHORT =
  /^(?:the\s+)?(agency|bureau|ministry|department|committee|commission|institute|association|company|cooperative)$/i;
const LOOKED_AT = 200_000; // UTF-16 units

/** `The agency` by the one name that its text gives an agency. */
function inFull(name: string, text: string): string {
  const short = SHORT.exec(name)?.[1]?.toLowerCase();
  if (short === undefined) return name;
  const capital = short.replace(/^./, (letter) => letter.toUpperCase());
  const long = new RegExp(
    String.raw`(?<![\p{L}’'-])\p{Lu}[\p{L}’'-]{1,30}\s+(?:(?:\p{Lu}[\p{L}’'-]{1,30}|news|of|and|for)\s+){0,5}(?:${short}|${capital})\b`,
    'gu',
  );
  const found = Array.from(text.slice(0, LOOKED_AT).matchAll(long), ([whole]) => whole.replace(/^The\s+/, ''));
  const [one] = found;
  return one !== undefined && found.every((each) => each === one) ? one : name;
}

export function withHeard(source: Source): Source {
  const heard = heardAs(source.name);
  return heard === undefined ? source : { ...source, heard };
}

/** The outlet of a text, where it is a body that speaks for itself there. */
export function speakingOutlet(document: ClaimDocument): Source | undefined {
  const { own } = speakersIn(document);
  return own === undefined ? undefined : withHeard(bodySource(own));
}

function speakersIn(document: ClaimDocument): Speakers {
  let speakers = speakersOf.get(document);
  if (speakers === undefined) speakersOf.set(document, (speakers = new Speakers(document)));
  return speakers;
}

function sourceNamed(name: string, document: ClaimDocument, at: number): Source {
  const speakers = speakersIn(document);
  const medium = mediumIn(name, speakers, at);
  if (medium !== undefined) return { name: medium, kind: 'medium', key: sourceKey(medium) };
  const han = hanSource(name, document.text);
  if (han !== undefined) return han;
  const bare = name
    .replace(/^.*\d.*?\s+(?=the\s)/i, '')
    .replace(COMPANY, '')
    .replace(ARTICLE, '')
    .replace(OF_LAND, '')
    .trim();
  if (POLICE.test(bare) && !/\bwitness/i.test(bare)) return { name: bare, kind: 'office', key: 'police' };
  if (OF_POLICE.test(bare) && speakers.tellsOfPolice) return { name: bare, kind: 'office', key: 'police' };
  return spokenFor(bare, speakers, at) ?? plainly(bare, name, speakers, at);
}

/** `Hotel chain Elmwood`. */
const COMPANY =
  /^(?:[Tt]he\s+)?(?:\p{L}+\s+)?(?:chain|company|firm|giant|group|maker|retailer|airline|[Oo]perator|[Oo]wner|association|charity)\s+(?=\p{Lu})/u;
const ARTICLE = /^(?:the|a|an|one|another)\s+/i;

/** `the country's transport minister`, `Tanvar's justice minister`. */
const OF_LAND =
  /^(?:(?:country|nation|state|town|city|region|province|district|island|kingdom|republic)[’']s\s+|\p{Lu}\p{L}+[’']s\s+(?=(?:\p{L}+\s+){0,2}[Mm]inister\b))/u;

/** `Ann Oak of Bytepost`, `Courier reporter Ann Oak`: they report for it. */
const REPORTER_OF =
  /^(?:(?:\p{Lu}[\p{L}.’'-]+,?\s){1,3}(?:(?:an?\s)?(?:reporter|correspondent|journalist|editor)\s)?(?:of|for|from|with)\s(?:the\s)?(?<of>\p{Lu}[^,]{1,40})|(?:[Tt]he\s|[Aa]n?\s)?(?<before>\p{Lu}[^,]{1,40}?)[’']?s?\s(?:reporter|correspondent|journalist|photographer)s?(?:\s\p{Lu}.*)?)$/u;

function mediumIn(name: string, speakers: Speakers, at: number): string | undefined {
  const named = speakers.mediumNamed(name) ?? speakers.mediumNamed(name.replace(CALLED, ''));
  if (named !== undefined) return named;
  const staff = /^(?:[Tt]he\s+)?(.{2,40}?)[’']s\s+\p{Lu}\p{L}+\s+\p{Lu}\p{L}+/u.exec(name)?.[1];
  if (staff !== undefined) return speakers.mediumNamed(staff);
  const paper = REPORTER_OF.exec(name)?.groups;
  const reporters = paper === undefined ? undefined : speakers.mediumNamed(paper['of'] ?? paper['before'] ?? '');
  if (reporters !== undefined) return reporters;
  return /^(?:the|that|this)\s+(?:\p{L}+\s+)?(?:newspaper|paper|magazine|website|site|broadcaster|channel|newswire|wire service|news agency|publication)$/iu.test(
    name,
  )
    ? speakers.mediumBefore(at)
    : undefined;
}

/** Who speaks for a body: `agency spokesman X`, `the head of the station`, `Health Minister X`, `a spokeswoman`. */
function spokenFor(bare: string, speakers: Speakers, at: number): Source | undefined {
  const minister =
    /^(?:(?:\p{Lu}\p{L}+\s+)?(?<of>\p{L}+)\s+)?[Mm]inister(?:\s+(?:of|for)\s+(?:the\s+)?(?<for>\p{L}+))?(?:,?\s+(?<person>\p{Lu}.*))?$/u.exec(
      bare,
    )?.groups;
  if (minister !== undefined && !/^(?:prime|first)$/i.test(minister['of'] ?? '')) {
    const field = minister['for'] ?? minister['of'];
    const ministry = field === undefined ? (speakers.headed('ministry', at) ?? speakers.ministry) : `${field} Ministry`;
    if (ministry !== undefined) return bodySource(ministry, minister['person']);
  }
  const mayor = /^(?:[\p{Lu}][\p{L}]+\s+)?[Mm]ayor(?:\s+(?<person>\p{Lu}.*))?$/u.exec(bare)?.groups;
  if (mayor !== undefined) return bodySource('city hall', mayor['person'] ?? speakers.titled('mayor'));
  const { body, led, person } =
    (POSSESSIVE.exec(bare) ?? ROLE_OF.exec(bare) ?? BODY_ROLE_PERSON.exec(bare) ?? PERSON_OF.exec(bare))?.groups ?? {};
  if (led !== undefined) return bodySource(fullName(led, speakers, at) ?? led, person?.replace(/,\s*$/, ''));
  if (body !== undefined && !NO_BODY.test(body)) return bodySource(fullName(body, speakers, at) ?? body, person);
  const alone = ROLE_PERSON.exec(bare)?.groups?.['person'];
  if (alone !== undefined || /^(?:company\s+)?spokes\p{L}+$/u.test(bare)) {
    const company = speakers.bodyOf(alone?.split(/\s+/).at(-1) ?? '') ?? speakers.company(at);
    if (company !== undefined) return bodySource(company, alone);
  }
  return undefined;
}

/** What stands before a role and is no name of a body: `senior officials`. */
const NO_BODY =
  /^(?:(?:former|deputy|chief|senior|vice|acting|state|government|local|security|health|military|rescue|election|law enforcement|company|an?)\s*)+$/i;
/** `the commission’s chairman`. */
const POSSESSIVE = new RegExp(
  String.raw`^(?<led>[^,]{3,50})[’']s\s+(?:\p{Ll}+\s+)?${ROLES}(?:,?\s+(?<person>\p{Lu}.*))?$`,
  'u',
);
const ROLE_OF = new RegExp(
  String.raw`^(?:\p{Ll}+\s+)?${ROLES}\s+(?:of|for|at|from|with)\s+(?:the\s+)?(?<body>[^,]{3,60})(?:,\s+(?<person>\p{Lu}.*))?$`,
  'u',
);
const BODY_ROLE_PERSON = new RegExp(
  String.raw`^(?<body>.*?\S)\s+(?:(?:press|senior|equity|chief|deputy)\s+)*(?:${ROLES}\s+(?<person>(?:\p{Lu}[\p{L}.’'-]*\s*){1,4})|spokes(?:man|woman|person))$`,
  'u',
);
const PERSON_OF = new RegExp(
  String.raw`^(?<person>(?:\p{Lu}[\p{L}.’'-]*[\s,]+){1,4})(?:(?:(?:the|an?)\s+)?(?:\p{Ll}+\s+)?${ROLES}\s+(?:of|for|at)\s+(?:the\s+)?(?<led>[^,]{3,60})|of\s+the\s+(?<body>\p{Lu}.*))$`,
  'u',
);
const ROLE_PERSON =
  /^(?:[Cc]hief [Ee]xecutive|CEO|[Cc]hair(?:man|woman|person)|[Mm]anaging [Dd]irector|[Ss]pokes(?:man|woman|person))\s+(?<person>(?:\p{Lu}[\p{L}.’'-]*\s*){1,4})$/u;

/** What is only called a ministry, a company, by its name. */
function fullName(bare: string, speakers: Speakers, at: number): string | undefined {
  const generic = GENERIC.exec(bare)?.groups;
  if (generic === undefined) return undefined;
  const { head = '', company } = generic;
  if (company !== undefined) return speakers.company(at);
  return speakers.headed(head, at);
}

const GENERIC =
  /^(?:\p{Ll}+\s+)?(?:(?<company>company|firm|chain|group|owner|operator|retailer|manufacturer|airline|carmaker)|(?<head>ministry|department|union|committee|association|federation|office|agency|inspectorate|commission|council|hospital|university|bank|court|board|authority|organi[sz]ation|party|foundation|station|institute|service|mission|forum))$/iu;

function bodySource(body: string, person?: string): Source {
  const bare = body.replace(/^the\s+/i, '').trim();
  if (POLICE.test(bare)) return { name: bare, kind: 'office', key: 'police' };
  const source = { name: bare, kind: 'body', key: sourceKey(bare) } as const;
  return person === undefined || person.trim() === ''
    ? source
    : { ...source, person: sourceKey(personIn(person.trim())) };
}

function plainly(bare: string, name: string, speakers: Speakers, at: number): Source {
  const generic = fullName(bare, speakers, at);
  if (generic !== undefined) return bodySource(generic);
  if (/\b(?:autopsy|post-?mortem)\b/i.test(bare)) return bodySource('autopsy');
  if (OFFICE.test(bare) || GOVERNMENT.test(bare)) return { name: bare, kind: 'office', key: 'officials' };
  const isName = /\p{Lu}\p{L}+\s+\p{Lu}/u.test(bare) || /^\p{Lu}[\p{L}’'-]+$/u.test(bare);
  if (PAPERS.test(bare) || PRONOUN.test(bare)) return { name: bare, kind: 'crowd', key: sourceKey(bare) };
  if (BODY.test(bare)) return bodySource(bare.replace(/\b(?:'s|’s)?\s*statement$/i, ''));
  if ((!isName && CROWD.test(bare)) || UNNAMED.test(bare)) return { name: bare, kind: 'crowd', key: sourceKey(bare) };
  if (/^[\p{Lu}.&-]{2,6}$/u.test(bare)) return { name: bare, kind: 'body', key: sourceKey(bare) };
  const title = TITLE.exec(name)?.[1];
  const titled = title === undefined ? undefined : speakers.titled(title);
  const person = personIn(titled ?? bare);
  const body = speakers.bodyOf(person.split(/\s+/).at(-1) ?? person);
  if (body !== undefined) return bodySource(fullName(body, speakers, at) ?? body, person);
  // Whom no text names counts with the outlet that met him, other than who holds an office.
  if (
    titled === undefined &&
    !/\p{Lu}/u.test(bare.replace(/\s(?:in|at|from|of|on|with|for)\s.*$/u, '')) &&
    !IN_OFFICE.test(bare)
  )
    return { name: bare, kind: 'crowd', key: sourceKey(bare) };
  if (speakers.isLand(bare)) return { name: `government of ${bare}`, kind: 'office', key: 'officials' };
  const full = speakers.full(bare);
  return { name: full ?? titled ?? bare, kind: 'person', key: sourceKey(full === undefined ? person : full) };
}

const IN_OFFICE =
  /\b(?:administrators?|ambassadors?|envoys?|governors?|mayors?|ministers?|premier|president|chancellor|chair\p{L}*|secretary|prosecutors?|judges?|courts?|chief|head|director|commissioner|general|commanders?|coroner|examiner|pathologist|auditors?|inspectors?|supervisors?|regulators?|lawyers?|law|company|firm|operator|owners?|chain|group|airline|opposition|organi[sz]ers|rebels|unions?|management|force|spokes\p{L}+|committee|parliament|rescuers|prosecution|defen[cs]e|party|parties|study|autopsy|officials|media)\b/iu;

/** `the governor`, `the Greek prime minister`. */
const TITLE =
  /^(?:[Tt]he\s+(?:\p{Lu}\p{L}+\s+)?|\p{Lu}\p{L}+\s+)([Pp]rime [Mm]inister|[Pp]resident|[Cc]hancellor|[Pp]remier|[Gg]overnor|[Dd]irector|[Cc]ommissioner|[Pp]rosecutor|[Aa]mbassador|[Gg]eneral|[Bb]ishop|[Pp]rofessor|[Dd]octor|[Cc]aptain|[Jj]udge)$/u;

/** The name in `Greek Prime Minister X Y`: its last words with capitals. */
function personIn(name: string): string {
  const run = /(?:\p{Lu}[\p{L}.’'-]*\s+){0,2}\p{Lu}[\p{L}’'-]+$/u.exec(name.replace(/,.*$/, ''));
  return run?.[0] ?? name;
}

/** Of an outlet, an agency, or a document that stands for itself. */
export function mediumKey(name: string): string {
  return name.startsWith('document ') ? name.toLowerCase() : sourceKey(name);
}

/**
 * The keys under which texts know a source to which people gave a name: that of the source as they wrote it and, of a person,
 * that of the bare name (`witness Marta Vel`, `Marta Vel`). `GivenSources` tells for which other forms it holds.
 */
export function namedKeys(source: string): readonly string[] {
  const known = sourceOf(source, { id: '', text: '' });
  const isWhole = known.kind === 'person' && !BELONGS.test(source);
  return isWhole ? [...new Set([sourceKey(source), known.key])] : [sourceKey(source)];
}

/** `Ann Lee of the Courier` counts with the Courier, which has a name of its own. */
const BELONGS = /\s(?:of|at|from|with)\s/;

/** Folded words of a name; what belongs to a place (`Iran’s`) and articles are left out. */
export function sourceKey(name: string): string {
  return (/\p{Script=Han}/u.test(name) ? foldSyllables(name) : name)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/^(?:\p{Lu}\p{L}+|\p{Ll}+)[’']s\s+(?=\p{Ll})/u, '')
    .toLowerCase()
    .replace(/\bunited states\b|\bu\.s\.(?=\s|$)/g, 'us')
    .replace(/[’']s\b/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .replace(/^local\s|\b(?:the|an|of|mr|mrs|ms|dr|news agency)\b|\ba\b(?!$)/g, ' ') // `witness A` is not a witness
    .replace(/\s+/g, ' ')
    .trim();
}

/** Whether two sources of one claim are one: equal names, one that is part of the other, initials, spellings. */
export function isSameSource(a: Source, b: Source): boolean {
  if (a.key === b.key) return true;
  if (a.heard !== undefined && a.heard === b.heard && inOtherScript(a.name, b.name)) return true;
  const [x, y] = [a.key.split(' '), b.key.split(' ')];
  if (initials(x) === y.join('') || initials(y) === x.join('')) return true;
  if (samePerson(personOf(a), personOf(b))) return true;
  if (a.kind === 'office' || b.kind === 'office') return false;
  if (a.kind === 'medium' || b.kind === 'medium')
    return a.kind !== b.kind && (`${a.key} `.startsWith(`${b.key} `) || `${b.key} `.startsWith(`${a.key} `));
  const [few, many] = x.length <= y.length ? [x, y] : [y, x];
  if (few.every((word) => many.includes(word))) return true;
  return false;
}

function personOf({ kind, key, person }: Source): string {
  return person ?? (kind === 'person' ? key : '');
}

/** `Nugroho` is `Sutopo Purwo Nugroho`; family names may differ by a letter. */
function samePerson(a: string, b: string): boolean {
  if (a === '' || b === '') return false;
  const [x, y] = [a.split(' ').at(-1) ?? '', b.split(' ').at(-1) ?? ''];
  return x === y || spelledAlike(x, y);
}

export function initials(words: readonly string[]): string {
  return words.length < 2 ? '' : words.map((word) => (word === 'us' ? word : word.slice(0, 1))).join('');
}

function spelledAlike(a: string, b: string): boolean {
  return a.length > 5 && b.length > 5 && isOneEdit(a, b);
}
