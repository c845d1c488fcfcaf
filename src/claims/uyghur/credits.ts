import type { Span } from '../../nouns/reading.ts';
import type { Credit } from '../../nouns/statement.ts';
import { eachSpelling, type Spelling } from './letters.ts';

const WORD = String.raw`\p{L}[\p{L}’'ʼ-]*`;
/** `ئاگېنتلىقىنىڭ خەۋىرىگە قارىغاندا`, `مىنىستىرلىكىنىڭ بىلدۈرۈشىچە`: it covers its sentence. */
const ACCORDING = String.raw`(?<name>(?:${WORD}\s){0,4}?${WORD}?)(?:نىڭ)\s(?:(?:(?:ئاخبارات|رەسمىي)\s)?(?:خەۋىرى|خەۋەرى|مەلۇماتى|ئۇچۇرى|دوكلاتى|ستاتىستىكىسى|بايانى)(?:غا|گە|قا|كە)\s(?:قارىغاندا|ئاساسلانغاندا|كۆرە)|(?:خەۋەر\s|بايان\s|ئېلان\s|دوكلات\s|ئاشكارا\s)?(?:بىلدۈرۈشى|قىلىشى|ئېيتىشى|دېيىشى|كۆرسىتىشى|ئاشكارىلىشى|تەكىتلىشى|يېزىشى|ئۇقتۇرۇشى)(?:چە)|(?:خەۋىرى|خەۋەرى|مەلۇماتى)\s?:)`;
const SAID =
  'دېدى|دەيدۇ|دېگەن|بىلدۈردى|ئېيتتى|تەكىتلىدى|كۆرسەتتى|يازدى|دەپ\\sبىلدۈردى|دەپ\\sئېيتتى|دەپ\\sتەكىتلىدى|دەپ\\sكۆرسەتتى|دەپ\\sيازدى|دەپ\\sجاۋاب\\sبەردى';
/** Whom it was told. */
const HEARER = 'بىزگە|ماڭا|سىزگە|ئۇلارغا|ئۇنىڭغا|مۇخبىرغا|مۇخبىرلارغا|مۇخبىرىغا|ئاخباراتقا|ئاھالىلەرگە';
const SAYS = String.raw`^\s*(?<name>${WORD}(?:\s${WORD}){0,4}?)\s?(?:[:،,]|\s(?:${HEARER})\s|(?=[«“"]))[^]*\s(?:${SAID})\s?[.!]?\s*$`;
const BEHIND = String.raw`^[»”"]?[،,]?\s?(?:دەپ\s)?(?:دېدى|دەيدۇ|بىلدۈردى|ئېيتتى|تەكىتلىدى|يازدى)\s(?<name>${WORD}(?:\s${WORD}){0,4}?)[.،,]`;

interface Grammar {
  readonly according: RegExp;
  readonly says: RegExp;
  readonly behind: RegExp;
}

const grammarOf = eachSpelling((spelling: Spelling): Grammar => ({
  according: new RegExp(spelling.spell(ACCORDING), 'gu'),
  says: new RegExp(spelling.spell(SAYS), 'u'),
  behind: new RegExp(spelling.spell(BEHIND), 'u'),
}));

/** Stands where a name would: he, they, some, people. */
const NOBODY = /^(?:ئۇ|ئۇلار|بىز|مەن|سەن|سىز|بۇ|شۇ|u|ular|biz|men|bu|у|улар|биз|мән|бу)$/u;
const LONGEST = 600; // UTF-16 units; a longer sentence credits nobody

/** A sentence of a text, with whom it credits, nearest first. */
export interface CreditedSentence extends Span {
  readonly credits: readonly Credit[];
}

/** Sentences in order, and whom they credit by `… نىڭ بىلدۈرۈشىچە`, `… خەۋىرىگە قارىغاندا` or `… دېدى`. */
export function creditedSentences(text: string, folded: string, spelling: Spelling): readonly CreditedSentence[] {
  const { according, says } = grammarOf(spelling);
  return Array.from(folded.matchAll(/[^.!؟?۔\n]+(?:[.!؟?۔]+(?=\s|$|[»”"])|[.])?[»”"]?|[.!؟?۔]/gu)).flatMap((match) => {
    const [start, end] = [match.index, match.index + match[0].length];
    if (match[0].length > LONGEST) return [{ start, end, credits: [] }];
    const outer = Array.from(match[0].matchAll(according), (found) => creditAt(text, start + found.index, found));
    const said = says.exec(match[0]);
    const near = said === null ? undefined : creditAt(text, start + said[0].indexOf(said.groups?.['name'] ?? ''), said);
    const credits = [near, ...outer].flatMap((credit) => credit ?? []);
    return [{ start, end, credits }];
  });
}

/** Who spoke, behind the mark that closes a quotation: `«…» دېدى …`. */
export function speakerBehind(text: string, folded: string, at: number, spelling: Spelling): Credit | undefined {
  const match = grammarOf(spelling).behind.exec(folded.slice(at, at + 100));
  return match === null ? undefined : creditAt(text, at + match[0].lastIndexOf(match.groups?.['name'] ?? ''), match);
}

function creditAt(text: string, at: number, { groups }: RegExpExecArray): Credit | undefined {
  const written = groups?.['name']?.trim() ?? '';
  const lead = leadOf(text.slice(at, at + written.length));
  const [start, name] = [at + lead, written.slice(lead)];
  if (name.length < 2 || NOBODY.test(name)) return undefined;
  return { name: text.slice(start, start + name.length), start, end: start + name.length };
}

/** `but`, `however` in front of a name: how long it is, in UTF-16 units. */
export function leadOf(name: string): number {
  return (
    /^(?:لېكىن|ئەمما|بىراق|ھالبۇكى|شۇنىڭدەك|ۋە|lékin|lekin|emma|biraq|лекин|әмма|бирақ)\s/iu.exec(name)?.[0].length ?? 0
  );
}
