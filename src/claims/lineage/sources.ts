import { isOneEdit } from '../../search/similar.ts';
import type { ClaimDocument } from '../align/profile.ts';
import { hanSource } from './han-sources.ts';
import { mediumOf } from './media.ts';

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
}

const CROWD =
  /\b(?:witness(?:es)?|residents?|neighbou?rs?|survivors?|experts?|analysts?|activists?|observers|protesters?|demonstrators?|people|locals?|villagers?|users?|barber|owner|manager|woman|man|women|men|student|students|critics|supporters|plaintiffs|some|many|others?|they|he|she|groups?)\b/i;
/** `a Hamre village resident`: the name is of a place. */
const UNNAMED = /\s(?:residents?|witness(?:es)?|villagers?|survivors?|passers-by|students?|workers?|users?|owner)$/;
const OFFICE =
  /^(?:the|local|state|national|federal|government|city|\p{Lu}\p{L}+|[\p{Lu}.]+)?\s*(?:(?:government|state|security|health|military|rescue|election|law enforcement|police)\s+)*(?:officials?|authorities|sources?|media|officers?|government|reports?|one report|rescuers|spokes\p{L}+|investigators|prosecutors)$/iu;
const POLICE = /^[Oo]fficers?\b|\b(?:[Pp]olice|[Cc]ops?|pd|\p{Lu}+PD|constabulary|gendarmes|carabinieri)\b/u;
const BODY =
  /\b(?:agency|ministry|department|survey|center|centre|institute|university|party|council|court|commission|committee|union|bank|company|corporation|corp|inc|ltd|army|navy|force|forces|brigade|crescent|cross|nations|hospital|office|bureau|association|federation|group|watch|amnesty|parliament|congress|senate|embassy|statement|autopsy|documents?|sheet|research|organi[sz]ation|government)\b/i;
const SPEAKS_FOR =
  /\b(?:spokes(?:man|woman|person)|officials?|officer|commissioner|press officer|statement|lieutenant|lt|captain|sergeant|police chief|senior vp|vice president)\b/i;

/** `the British newspaper`, `agency`. */
const CALLED =
  /^(?:the\s+)?(?:\p{Lu}\p{L}+\s+)?(?:state\s+)?(?:news\s+)?(?:agency|newspaper|daily|magazine|broadcaster|channel|network|website)\s+(?=\p{Lu})/iu;

/** Tells who a credit means, in the text that credits. */
export function sourceOf(name: string, document: ClaimDocument): Source {
  const medium = mediumOf(name) ?? mediumOf(name.replace(CALLED, ''));
  if (medium !== undefined) return { name: medium.name, kind: 'medium', key: sourceKey(medium.name) };
  const han = hanSource(name, document.text);
  if (han !== undefined) return han;
  const bare = name.replace(/^(?:the|a|an|one|another)\s+/i, '').trim();
  if (POLICE.test(bare) && !/\bwitness/i.test(bare)) return { name: bare, kind: 'office', key: 'police' };
  if (OFFICE.test(bare)) return { name: bare, kind: 'office', key: 'officials' };
  const named = /\p{Lu}\p{L}+\s+\p{Lu}/u.test(bare) || /^\p{Lu}[\p{L}’'-]+$/u.test(bare);
  if (BODY.test(bare))
    return { name: bare, kind: 'body', key: sourceKey(bare.replace(/\b(?:'s|’s)?\s*statement$/i, '')) };
  if ((!named && CROWD.test(bare)) || UNNAMED.test(bare)) return { name: bare, kind: 'crowd', key: sourceKey(bare) };
  if (/^[\p{Lu}.&-]{2,6}$/u.test(bare)) return { name: bare, kind: 'body', key: sourceKey(bare) };
  const body = bodyOf(bare, document.text);
  if (body !== undefined)
    return POLICE.test(body)
      ? { name: body, kind: 'office', key: 'police' }
      : { name: body, kind: 'body', key: sourceKey(body), person: sourceKey(personIn(bare)) };
  return { name: bare, kind: 'person', key: sourceKey(personIn(bare)) };
}

/** The name in `Greek Prime Minister X Y`: its last words with capitals. */
function personIn(name: string): string {
  const run = /(?:\p{Lu}[\p{L}.’'-]*\s+){0,2}\p{Lu}[\p{L}’'-]+$/u.exec(name.replace(/,.*$/, ''));
  return run?.[0] ?? name;
}

const TITLED = /spokes|official|officer|commissioner/;

/** The body for which a person speaks: `agency spokesman X`, `X, an official from the agency`. */
function bodyOf(name: string, text: string): string | undefined {
  const last = personIn(name).split(/\s+/).at(-1) ?? name;
  if (last.length < 3 || !/^\p{Lu}/u.test(last)) return undefined;
  for (let at = text.indexOf(last); at >= 0; at = text.indexOf(last, at + last.length)) {
    const before = text.slice(Math.max(text.lastIndexOf('\n', at) + 1, at - 90), at);
    const title = TITLED.test(before)
      ? /([^,.;:“”"()]{3,60}?)\s+(?:spokes(?:man|woman|person)|official|press officer|commissioner)\s+(?:\p{Lu}[\p{L}.’'-]*\s+){0,3}$/u.exec(
          before,
        )
      : null;
    const phrase = title?.[1]?.replace(/^.*\b(?:said|says|by|to|told|that|as|and)\s+/i, '').trim();
    if (phrase !== undefined && phrase !== '') return phrase.replace(/^the\s+/i, '');
    const after = text.slice(at + last.length, at + last.length + 110);
    const role = /^,\s+(?:an?|the)?\s*([^.;“”"]{0,40}?)\s+(?:of|for|from|at|with)\s+(?:the\s+)?([^,.;“”"]{3,50})/u.exec(
      after,
    );
    if (role?.[1] !== undefined && SPEAKS_FOR.test(role[1])) return role[2];
    if (at > 200_000) break;
  }
  return undefined;
}

/** Of an outlet, an agency, or a document that stands for itself. */
export function mediumKey(name: string): string {
  return name.startsWith('document ') ? name.toLowerCase() : sourceKey(name);
}

/** Folded words of a name; what belongs to a place (`Iran’s`) and articles are left out. */
export function sourceKey(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/^\p{Lu}\p{L}+[’']s\s+(?=\p{Ll})/u, '')
    .toLowerCase()
    .replace(/\bunited states\b|\bu\.s\.(?=\s|$)/g, 'us')
    .replace(/[’']s\b/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .replace(/\b(?:the|a|an|of|mr|mrs|ms|dr|news agency)\b/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Whether two sources of one claim are one: equal names, one that is part of the other, initials, spellings. */
export function isSameSource(a: Source, b: Source): boolean {
  if (a.key === b.key) return true;
  const [x, y] = [a.key.split(' '), b.key.split(' ')];
  if (initials(x) === y.join('') || initials(y) === x.join('')) return true;
  if (samePerson(personOf(a), personOf(b))) return true;
  if (a.kind === 'medium' || b.kind === 'medium' || a.kind === 'office' || b.kind === 'office') return false;
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
