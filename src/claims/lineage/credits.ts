import type { Span } from '../../nouns/reading.ts';
import type { ClaimDocument } from '../align/profile.ts';
import { creditedInHan } from './han-credits.ts';
import { creditedInUyghur, OWN_STAFF_IN_SCRIPTS } from './media-scripts.ts';
import { mediaIn, mediumOf, type MediaName } from './media.ts';

/** An outlet or agency that a text credits, or that it is itself. */
export interface MediaCredit {
  readonly name: string;
  readonly agency: boolean;
  /** `met`: somebody told it something; `leak`: it was given documents; `said`: it reported. */
  readonly how: 'met' | 'leak' | 'said';
  /** The text’s own outlet. */
  readonly own: boolean;
  readonly evidence: Span;
}

/** Between a cue and the name: `the`, `a local paper, the`, `the daily`. */
const CALLED = String.raw`(?:(?:the|an?)\s+)?(?:[\p{L}-]+\s+){0,3}?(?:(?:agency|newspaper|paper|daily|weekly|magazine|channel|television|site|website|broadcaster|station)\b,?\s+)?(?:the\s+)?`;
const TOLD = String.raw`(?:told|telling|contacted by|interview with|(?:speaking|spoke|speaks|statement|admitted|boasted|bragged|complained|confided|confirmed|confessed|explained|indicated|conceded|revealed|emailed|(?:gave|showed|sent|supplied)(?: [^.,\n]{1,40})?|wrote|written|described [^.\n]{0,40}|(?:said|says) [^.\n]{3,60}) (?:to|with)|emailed|(?:said|says) [^.,\n]{3,40} to)`;
const MET = new RegExp(String.raw`\b${TOLD}\s+${CALLED}$`, 'iu');
const PAPERS = String.raw`(?:it|them|[^.,;\n]{0,25}\b(?:documents?|papers?|files?|binders?|lists?|reports?|dossiers?|cache|recordings?|photographs|e?-?mails?|cop(?:y|ies)|pages))`;
const LEAK = new RegExp(
  [
    String.raw`\b(?:obtained by|seen by|reviewed by|handed to|passed to|passed on to|provided to|given to|shown to|shared with|made available to|entrusted to|brought to light by)\s+(?:[^.\n]{0,45}\s)?$`,
    String.raw`\b(?:leaked|leaks?)\b[^.,;\n]{0,40}\bto\s+(?:[^.\n]{0,45}\s)?$`,
    String.raw`\b(?:handed|passed|gave|sent|slipped|leaked|brought)\s+${PAPERS}\s+(?:on\s|over\s)?to\s+(?:[^.\n]{0,45}\s)?$`,
  ].join('|'),
  'i',
);
const BEFORE =
  /\b(?:according to|by|citing|quoting|cited by|quoted by|reported by|published (?:in|by|on)|printed (?:in|by)|(?:learn(?:ed|t)|heard|read|know|knew) (?:[^.\n]{1,30} )?(?:from|in)|(?:French|German|British|American|US|U\.S\.|Chinese|Spanish|Italian) (?:newspaper|daily|magazine)|interview published in|interview with|(?:reports?|article|story|survey|investigation) (?:in|from|by|of)|as)\s+(?:[^.\n]{0,30}\s)?$/i;
const WHEN = String.raw`(?:(?:on|last|this|late on|early on)\s(?:\p{Lu}\p{Ll}+day|week|month|year|\d{1,2}\s\p{Lu}\p{Ll}+|\p{Lu}\p{Ll}+\.?\s\d{1,2})|earlier\sthis\s(?:week|month|year)|yesterday|today)`;
const AFTER = new RegExp(
  String.raw`^(?:,\s(?:an?|the)\s[^,.\n]{3,40},\s)?[’']?s?\s*(?:news agency\s*|newspaper\s*|\([A-Z]+\)\s*)?,?\s*(?:which\s+)?(?:${WHEN},?\s+)?(?:(?:has|had|have|also|first|later|earlier|itself|already|once|now)\s+)*(?:reported|reports|said|says|saying|quoted|quotes|quoting|cited|cites|citing|estimate[sd]?|put|puts|warned|wrote|writes|written|published|publishes|made public|printed|prints|carried|carries|ran|obtained|had access|revealed|reveals|showed|shows|described|describes|announced|claimed|claims|adds|added|asked|noted|notes|called|calls|counted|counts|found|finds|traced|learned|calculated|tallied|interviewed|spoke of|speaks of|had it|has it|gave|gives|exposed|disclosed|unveiled|released|uncovered|detailed|verified|documented|broke|brought)\b`,
  'u',
);
/** `the Courier report`, `a Courier survey`: what it did is credited. */
const WORK =
  /^(?:[’']s?)?\s+(?:[\p{Ll}-]+\s+)?(?:reports?|revelations?|disclosures?|findings|scoop|story|article|investigation|interview|survey|poll|account|tally|count|exclusive)\b/u;
/** Not who is only called so: `the Courier correspondent is to marry`. */
const REPORTER =
  /^(?:[’']s)?\s+(?:\p{Ll}+\s+)?(?:reporter|correspondent|photographer|journalist|crew|team)s?(?:\s+\p{Lu}[\p{L}.’'-]+){0,3}(?:\s+(?:in|at|on)\s[^.,;\n]{2,20})?,?\s+(?:saw|sees|says|said|heard|reports|reported|counted|found|wrote|witnessed|watched)\b/u;
const OWN_STAFF = /^[’']s\s+\p{Lu}\p{L}+\s+\p{Lu}\p{L}+(?:\s+in\s+\p{Lu}|,?\s+(?:says|said|reports))/u;
/** `received the binder from a clerk`, `was handed a list`. */
const HAS_PAPERS = new RegExp(
  String.raw`^,?\s*(?:which\s+)?(?:has\s|had\s)?(?:received|got|acquired|(?:was|were|been)\s(?:handed|given|shown|sent|passed|leaked))\s(?:a|an|the|its|some|\d+|thousands of|hundreds of|dozens of)\s${PAPERS}`,
  'i',
);
/** What a text tells its own outlet to have done, other than to have reported something before. */
const OWN_DEED =
  /^,?\s*(?:(?:has|had|have|also|first|later|itself|already)\s+)*(?:counted|found|saw|seen|read|photographed|visited|interviewed|called|spoke (?:with|to)|met|asked|was (?:shown|told|given|able)|analysed|analyzed|examined|reviewed|compared|calculated|measured|checked|verified|obtained|photographs)\b/;
/** Nobody but the text’s own reporters can be meant, or who else was there for whom it speaks. */
const OUR_STAFF = new RegExp(
  [
    String.raw`\b(?:[Oo]ur|[Tt]his (?:newspaper|paper|magazine|site|website)[’']s) (?:own )?(?:\p{Ll}+ )?(?:reporters?|correspondents?|photographers?|journalists?|teams?|delegates?|researchers?|investigators?|volunteers|observers|monitors)\b`,
    String.raw`\btold (?:this (?:newspaper|paper|reporter|magazine|site|website)|our (?:newspaper|paper|reporters?|correspondents?))\b`,
    OWN_STAFF_IN_SCRIPTS,
    String.raw`\b[Oo]ur own (?:sum|count|tally|estimate|calculations?|reckoning|survey|analysis|inquir(?:y|ies)|research|checks?|figures)\b`,
    String.raw`\b[Bb]y our (?:own )?count\b|\b[Ww]e (?:have )?(?:counted|interviewed|visited|documented|spoke (?:to|with)|spoken (?:to|with))\b`,
  ].join('|'),
  'u',
);
/** Words that only who heard them can tell how they were said. */
const HEARD =
  /\b(?:said|says|told)\b[^.\n“”"]{0,30}\b(?:by (?:tele)?phone|in (?:a|an) (?:tele)?(?:phone )?interview|in a chat|over the phone)\b/;

/** What a text credits outlets and agencies with, in order; last what tells that it has reporters of its own. */
export function mediaCredits(document: ClaimDocument): readonly MediaCredit[] {
  const { text, outlet } = document;
  const self = outlet === undefined ? undefined : (mediumOf(outlet)?.name ?? outlet);
  const names = once(mediaIn(document));
  const joint = jointCredits(text, names);
  const credits = names.flatMap((media) => {
    const own = self !== undefined && sameOutlet(self, media.name);
    const how = own ? howOwn(text, media) : (howCredited(text, media) ?? joint.get(media));
    if (how === undefined) return [];
    return [{ name: own ? self : media.name, agency: media.agency, how, own, evidence: evidenceOf(text, media) }];
  });
  if (self === undefined || credits.some(({ own }) => own)) return credits;
  const evidence = ownStaffIn(text, names);
  if (evidence === undefined) return credits;
  return [...credits, { name: self, agency: mediumOf(self)?.agency === true, how: 'met', own: true, evidence }];
}

/** `Reuters, AFP and the Courier reported`: those before the last have no verb of their own. */
function jointCredits(text: string, names: readonly MediaName[]): ReadonlyMap<MediaName, MediaCredit['how']> {
  const joint = new Map<MediaName, MediaCredit['how']>();
  for (const [index, media] of names.entries().toArray().toReversed()) {
    const next = names[index + 1];
    if (next === undefined || !JOINT.test(text.slice(media.end, next.start))) continue;
    const how = joint.get(next) ?? howCredited(text, next);
    if (how === 'said') joint.set(media, how);
  }
  return joint;
}

const JOINT = /^(?:,|,?\s(?:and|or))\s(?:the\s)?$/;

/** The words that show that the text was written by who was there, or who was told. */
function ownStaffIn(whole: string, names: readonly MediaName[]): Span | undefined {
  // What others say of their own staff is not the text’s.
  const text = whole.replace(/[“"][^“”"\n]{0,600}[”"]/g, (quoted) => ' '.repeat(quoted.length));
  const ours = OUR_STAFF.exec(text);
  if (ours !== null) return { start: ours.index, end: ours.index + ours[0].length };
  const heard = HEARD.exec(text);
  if (heard === null) return undefined;
  const [from, to] = [text.lastIndexOf('\n', heard.index) + 1, heard.index + heard[0].length + NEAR];
  if (names.some(({ start }) => start >= from && start < to)) return undefined;
  return { start: heard.index, end: heard.index + heard[0].length };
}

const NEAR = 60; // UTF-16 units

/** `Agence France-Presse (AFP)` is one mention. */
function once(media: readonly MediaName[]): readonly MediaName[] {
  return media.filter(({ name, start }, index) => {
    const before = media[index - 1];
    return before === undefined || before.name !== name || start - before.end > 3;
  });
}

function sameOutlet(a: string, b: string): boolean {
  const plain = (name: string): string =>
    name
      .toLowerCase()
      .replace(/^the /, '')
      .replace(/[^\p{L}\p{N}]/gu, '');
  return plain(a) === plain(b);
}

function howOwn(text: string, media: MediaName): MediaCredit['how'] | undefined {
  const how = howCredited(text, media);
  if (how !== 'said') return how;
  const [before, after] = around(text, media);
  return OWN_STAFF.test(after) || OWN_DEED.test(after) || REPORTER.test(after) || isDateline(before, after)
    ? 'said'
    : undefined;
}

function around(text: string, { start, end }: Span): readonly [string, string] {
  const before = beforeIn(text, start, 90).replace(/(?:\bthe|\bThe|\bstate|\bnews agency|\bnewspaper|["'‘“])\s*$/i, '');
  return [before, text.slice(end, end + 60)];
}

function howCredited(text: string, media: MediaName): MediaCredit['how'] | undefined {
  const [before, after] = around(text, media);
  const inHan = /\p{Script=Han}/u.test(before.slice(-4) + after.slice(0, 4)) ? creditedInHan(before, after) : undefined;
  if (inHan !== undefined) return inHan;
  if (/[\p{Script=Arabic}é]/u.test(text.slice(media.start, media.end)))
    return creditedInUyghur(text.slice(media.end, media.end + 120));
  if (LEAK.test(before)) return 'leak';
  if (MET.test(before)) return 'met';
  if (OWN_STAFF.test(after)) return 'said';
  if (HAS_PAPERS.test(after)) return 'leak';
  if (
    /^,?\s*(?:which\s+)?(?:(?:has|had|have|also|first)\s+)*(?:obtained|had access|seen|been (?:shown|given)|(?:has|have|had) (?:a|the) cop(?:y|ies))\b|^,?\s(?:to|with) (?:which|whom) [^.,;\n]{1,40} (?:leaked|given|passed|handed|shown|shared)\b/.test(
      after,
    )
  )
    return 'leak';
  if (BEFORE.test(before) || AFTER.test(after) || WORK.test(after) || REPORTER.test(after)) return 'said';
  if (OWN_DEED.test(after) || isDateline(before, after)) return 'said';
  return undefined;
}

/** `CITY (Agency) -`. */
function isDateline(before: string, after: string): boolean {
  return /\(\s*$/.test(before) && /^\)\s*[-–—]/.test(after);
}

function evidenceOf(text: string, { start, end }: Span): Span {
  const cue = /\S+(?:\s+\S+){0,2}\s*$/.exec(beforeIn(text, start, 40));
  return { start: start - (cue?.[0].length ?? 0), end };
}

/** At most so many UTF-16 units of a line before a place in it: a line can be as long as a text. */
function beforeIn(text: string, at: number, most: number): string {
  const near = text.slice(Math.max(0, at - most), at);
  return near.slice(near.lastIndexOf('\n') + 1);
}
