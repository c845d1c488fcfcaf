import type { Span } from '../../nouns/reading.ts';
import type { ClaimDocument } from '../align/profile.ts';
import { creditedInHan } from './han-credits.ts';
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

const MET =
  /(?:\b(?:told|telling|contacted by|speaking to|spoke to|spoke with|interview with|confirmed to|emailed|statement to|described [^.\n]{0,40} to|(?:said|says) [^.\n]{3,60} to|(?:said|says) [^.,\n]{3,40} to)\s+)(?:the\s+)?(?:[a-z-]+\s+){0,2}(?:agency|newspaper|channel|television|daily)?\s*$/i;
const LEAK =
  /\b(?:leaked to|obtained by|seen by|reviewed by|handed to|passed to|provided to|given to|shared with|brought to light by)\s+(?:[^.\n]{0,45}\s)?$/i;
const BEFORE =
  /\b(?:according to|by|cited by|quoted by|reported by|published (?:in|by|on)|(?:French|German|British|American|US|U\.S\.|Chinese|Spanish|Italian) (?:newspaper|daily|magazine)|interview published in|interview with|reports? (?:in|from|by)|as)\s+(?:[^.\n]{0,30}\s)?$/i;
const AFTER =
  /^[’']?s?\s*(?:news agency\s*|newspaper\s*|\([A-Z]+\)\s*)?,?\s*(?:(?:has|had|also|first|later)\s+)*(?:reported|reports|said|says|saying|quoted|quotes|quoting|cited|cites|citing|estimate[sd]?|put|puts|warned|wrote|writes|published|obtained|had access|revealed|showed|described|announced|claimed|claims|adds|added|asked)\b/;
const OWN_STAFF = /^[’']s\s+\p{Lu}\p{L}+\s+\p{Lu}\p{L}+(?:\s+in\s+\p{Lu}|,?\s+(?:says|said|reports))/u;

/** What a text credits outlets and agencies with, in order. */
export function mediaCredits({ text, outlet }: ClaimDocument): readonly MediaCredit[] {
  const self = outlet === undefined ? undefined : (mediumOf(outlet)?.name ?? outlet);
  return once(mediaIn(text, outlet)).flatMap((media) => {
    const how = howCredited(text, media);
    if (how === undefined) return [];
    const own = self !== undefined && sameOutlet(self, media.name);
    if (own && how === 'said' && !OWN_STAFF.test(text.slice(media.end, media.end + 60))) return [];
    return [{ name: own ? self : media.name, agency: media.agency, how, own, evidence: evidenceOf(text, media) }];
  });
}

/** `Agence France-Presse (AFP)` is one mention. */
function once(media: readonly MediaName[]): readonly MediaName[] {
  return media.filter(({ name, start }, index) => {
    const before = media[index - 1];
    return before === undefined || before.name !== name || start - before.end > 3;
  });
}

export function sameOutlet(a: string, b: string): boolean {
  const plain = (name: string): string =>
    name
      .toLowerCase()
      .replace(/^the /, '')
      .replace(/[^\p{L}\p{N}]/gu, '');
  return plain(a) === plain(b);
}

function howCredited(text: string, { start, end }: MediaName): MediaCredit['how'] | undefined {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const before = text
    .slice(Math.max(lineStart, start - 90), start)
    .replace(/(?:\bthe|\bThe|\bstate|\bnews agency|\bnewspaper|["'‘“])\s*$/i, '');
  const after = text.slice(end, end + 60);
  const inHan = /\p{Script=Han}/u.test(before.slice(-4) + after.slice(0, 4)) ? creditedInHan(before, after) : undefined;
  if (inHan !== undefined) return inHan;
  if (MET.test(before)) return 'met';
  if (LEAK.test(before)) return 'leak';
  if (OWN_STAFF.test(after)) return 'said';
  if (/^\s*(?:obtained|had access)/.test(after)) return 'leak';
  if (BEFORE.test(before) || AFTER.test(after)) return 'said';
  // A dateline: `CITY (Agency) -`.
  return /\(\s*$/.test(before) && /^\)\s*[-–—]/.test(after) ? 'said' : undefined;
}

function evidenceOf(text: string, { start, end }: Span): Span {
  const cue = /\S+(?:\s+\S+){0,2}\s*$/.exec(
    text.slice(Math.max(text.lastIndexOf('\n', start - 1) + 1, start - 40), start),
  );
  return { start: start - (cue?.[0].length ?? 0), end };
}
