import type { Span } from '../../nouns/reading.ts';

const MONTH =
  '(?:Jan(?:uary|\\.)?|Feb(?:ruary|\\.)?|Mar(?:ch|\\.)?|Apr(?:il|\\.)?|May|June?\\.?|July?\\.?|Aug(?:ust|\\.)?|Sept?(?:ember|\\.)?|Oct(?:ober|\\.)?|Nov(?:ember|\\.)?|Dec(?:ember|\\.)?)';
const YEAR = '(?:1[5-9]\\d\\d|20\\d\\d)';

/**
 * Stretches whose numbers count nothing: calendar and clock, ages, ordinals, names of models, pages and paragraphs,
 * calibres, scores, telephone numbers, addresses of the web.
 */
const PATTERNS: readonly RegExp[] = [
  new RegExp(`\\b${MONTH}\\s\\d{1,2}(?:st|nd|rd|th)?(?:\\s?[-–]\\s?\\d{1,2})?(?:,?\\s${YEAR})?\\b(?!,\\d{3})`, 'g'),
  new RegExp(
    `\\b\\d{1,2}(?:st|nd|rd|th)?(?:\\s?[-–]\\s?\\d{1,2})?(?:\\sof)?\\s${MONTH}(?![\\p{L}])(?:,?\\s${YEAR})?`,
    'gu',
  ),
  new RegExp(`\\b${MONTH},?\\s${YEAR}\\b`, 'g'),
  /\b\d{4}-\d{2}(?:-\d{2})?\b|\b\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\b|\b(?:1[5-9]|20)\d\ds\b|\b\d0s\b|'\d\ds?\b/g,
  // A year that counts nothing: nothing countable follows.
  new RegExp(
    `(?<![$€£\\d.,-])\\b${YEAR}(?:[-–/](?:${YEAR}|\\d\\d))?\\b(?!\\s?(?:%|percent|per cent|people|km|kilomet|miles|metres|meters|[a-z]+s\\b(?<!was|has|is|as|its|this)))`,
    'g',
  ),
  /\b\d{1,2}[:.]\d{2}\s?(?:[ap]\.?m\.?\b)?(?:\s?(?:GMT|UTC|EST|EDT|CET|local))?(?![\d%])(?<=:\d\d.*|m\.?|GMT|UTC|EST|EDT|CET|local)/gi,
  /\b\d{1,2}\s?[ap]\.?m\b\.?|\b\d{3,4}\s?(?:GMT|UTC|hours(?= on| local)|local time)\b|(?<=\bat\s)\d{4}(?=\s\()|\b(?:half past|quarter (?:to|past))\s\w+|\b\w+\so['’]clock/gi,
  /\b(?:aged?|ages)\s(?:of\s)?(?:between\s)?\d+(?:\s?(?:-|–|to|and)\s?\d+)?|\b[\w-]+[\s-]years?[\s-]olds?\b|(?<=\p{Lu}\p{Ll}+,\s)\d{1,2}(?=[,;](?!\d)|\)|\.(?!\d)|$)|\b[\w-]+[\s-](?:weeks?|months?|days?)[\s-]olds?\b/gu,
  /\b\d+(?:st|nd|rd|th)\b/g,
  /(?<=\b(?:No|no|Nos|nos)\.?\s|#)\d+|\b(?:page|pages|pp?\.|article|articles|section|sections|chapter|chapters|paragraph|paragraphs|flight|route|highway|room|line|lines|phase|level|grade|category|type|class|version|unit|zone|channel|appendix|table|figure|step|part|volume|vol\.|bus|train|platform|gate|building|block|lot|directive|document|order|resolution|form|bill|act|item|interstate|psalm|verse|seat|rule|title)\s\d[\d.,-]*\b(?!\s?(?:%|percent|per cent))/gi,
  /\b(?:articles?|sections?|chapters?|paragraphs?|clauses?|annex|appendix|volumes?|pages?|phase)\s(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b/gi,
  /\.?\b\d{2,3}-cal(?:iber|ibre)?\b|\.\d{2,3}(?:[\s-]cal(?:iber|ibre)| \w+ (?:revolver|pistol|rifle|handgun))|\b\d+(?:\.\d+)?[\s-]?mm\s(?:pistol|handgun|gun|rifle|shell|round)/gi,
  /\b\p{L}*\p{Lu}\p{L}*-\d+\p{L}*\b|\b\p{Lu}+\d+\p{L}*\b|\b\d+(?:G|D|K)\b|(?<!\d[\s-])\b\d+\/\d+\/?\d*\b|\b24\/7\b/gu,
  // `a mother of two`; what a team has won and lost; a station by its frequency.
  /\b(?:grand)?(?:mother|father|parent|mom|mum|dad)\sof\s(?:\p{L}+|\d+)\b(?!\s(?!dies\b|has\b|is\b|was\b|says\b|leaves\b)(?:\p{Ll}+\s)?\p{Ll}+s\b)/giu,
  /\b(?:at|start|record|season|won|lost|win|loss|defeat|victory|score|beat\s\p{L}+)\s(?:of\s)?\d{1,3}-\d{1,3}\b(?!\s?(?:%|percent|per\scent|people|years|days|hours|months|weeks))/giu,
  /\b\d{3,4}\s(?=[KW]\p{Lu}{3}\b)/gu,
  /\+?\d{2,4}[\s-]\d{3,4}[\s-]\d{3,4}\b|\b(?:https?:\/\/|www\.)\S+|\S+@\S+/g,
  /\bone\sof\b|\b(?:no|any|some|every|each|another|this|the|which|that(?!\sone\s(?:person|man|woman|child|boy|girl|\p{Ll}+\s(?:was|had|has)\sbeen)\b))[\s-]one\b|\bone\sanother\b|\bone\s(?:can|could|must|should|may|might|would|thing|way|hand|side|more\stime|by\sone)\b/giu,
  /\b(?:on|for|in)\s(?:the\s)?one\b(?!\s(?:second|minute|hour|day|night|week|month|year|euro|dollar|pound)s?\b)|\bGroup\sof\s\w+|\bG-?\d+\b|\bfirst|second(?!s)\b|(?<!\b(?:in|within|than|least|only|about|lasted)\s)\bone\sday\b|\bone['’]s\b|\bin\stwo\b(?=[.,])/g,
];

/** In order, and possibly overlapping. */
export function notFigures(text: string): readonly Span[] {
  return PATTERNS.flatMap((pattern) =>
    Array.from(text.matchAll(pattern), (match) => ({ start: match.index, end: match.index + match[0].length })),
  );
}
