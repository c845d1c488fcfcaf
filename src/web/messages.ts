import type { Reason } from '../nouns/outcome.ts';
import { Html, html, escaped } from './html.ts';
import { en, type Message, type MessageKey } from './messages/en.ts';
import { ug } from './messages/ug.ts';
import { zhHans } from './messages/zh-hans.ts';

export type { MessageKey };

/** The languages that the house speaks, each under its own name. */
export const INTERFACE_LANGUAGES = [
  { tag: 'en', name: 'English', dir: 'ltr' },
  { tag: 'zh-Hans', name: '中文', dir: 'ltr' },
  { tag: 'ug', name: 'ئۇيغۇرچە', dir: 'rtl' },
] as const;

export type InterfaceLanguage = (typeof INTERFACE_LANGUAGES)[number]['tag'];

export function isInterfaceLanguage(tag: string): tag is InterfaceLanguage {
  return INTERFACE_LANGUAGES.some((language) => language.tag === tag);
}

export const CATALOGUES: Readonly<Record<InterfaceLanguage, Readonly<Record<MessageKey, Message>>>> = {
  en,
  'zh-Hans': zhHans,
  ug,
};

type Blank = string | number | Html;
type Blanks = Readonly<Record<string, Blank>>;

/** The catalogue of one language. */
export interface Say {
  readonly language: InterfaceLanguage;
  readonly dir: 'ltr' | 'rtl';
  /** The message as HTML, each blank kept apart from the direction of the sentence around it. `n` chooses the plural. */
  (key: MessageKey, blanks?: Blanks): Html;
  /** The message as plain text, for attributes and titles. */
  text(key: MessageKey, blanks?: Readonly<Record<string, string | number>>): string;
  number(value: number): string;
  /** What stands between the items of a list. */
  readonly comma: string;
  /** The same, where the items have commas of their own. */
  readonly semicolon: string;
}

export function say(language: InterfaceLanguage): Say {
  return SAYERS[language];
}

/** The sentence for `reason`, its blanks filled; where it lacks one, the sentence that fits every file of its code. */
export function sayReason(t: Say, reason: Reason): Html {
  return t(keyOf(t, 'reason', reason), readable(t, reason));
}

export function sayRemedy(t: Say, reason: Reason): Html {
  return t(keyOf(t, 'remedy', reason), readable(t, reason));
}

function keyOf(t: Say, what: 'reason' | 'remedy', { code, params = {} }: Reason): MessageKey {
  const common = `${what}-any.${code}`;
  const message = CATALOGUES[t.language][`${what}.${code}`];
  const blanks = typeof message === 'string' ? [...message.matchAll(BLANK)] : [];
  const lacking = blanks.some(([, name = '']) => params[name] === undefined);
  return lacking && isKey(common) ? common : `${what}.${code}`;
}

/** The sentence and what to do about it as plain text, for the command line. */
export function reasonTexts(t: Say, reason: Reason): { readonly sentence: string; readonly remedy: string } {
  const blanks = readable(t, reason);
  return { sentence: t.text(keyOf(t, 'reason', reason), blanks), remedy: t.text(keyOf(t, 'remedy', reason), blanks) };
}

const languageNames = new Map<string, Intl.DisplayNames>();

/** `und` and what nobody has named get a word too. */
export function languageName(t: Say, tag: string): string {
  const key = `language.${tag}`;
  if (isKey(key)) return t.text(key);
  try {
    const names = languageNames.get(t.language) ?? new Intl.DisplayNames([t.language], { type: 'language' });
    languageNames.set(t.language, names);
    return names.of(tag) ?? tag;
  } catch {
    // RangeError: not a language tag at all; showing it as it came is all that can be done.
    return tag;
  }
}

/** What people call a media type; the type itself where the catalogue has no word. */
export function typeName(t: Say, mediaType: string): string {
  const key = `type.${mediaType}`;
  return isKey(key) ? t.text(key) : mediaType;
}

export function bytesText(t: Say, bytes: number): string {
  return t.text('unit.bytes', { n: bytes });
}

function isKey(key: string): key is MessageKey {
  return Object.hasOwn(en, key);
}

/** `limitBytes` and its like are read by people: whole megabytes where they are megabytes. */
function readable(t: Say, reason: Reason): Record<string, string | number> {
  const blanks: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(reason.params ?? {})) {
    blanks[name] =
      name.endsWith('Bytes') && typeof value === 'number'
        ? t.text('unit.megabytes', { n: Math.round(value / 1_048_576) })
        : value;
  }
  return blanks;
}

function sayer(language: InterfaceLanguage): Say {
  const catalogue = CATALOGUES[language];
  const plural = new Intl.PluralRules(language);
  // Uyghur and Chinese newspapers write Western digits; ICU might not.
  const format = new Intl.NumberFormat(language, { numberingSystem: 'latn', maximumFractionDigits: 1 });
  const dir = INTERFACE_LANGUAGES.find((known) => known.tag === language)?.dir ?? 'ltr';

  const template = (key: MessageKey, blanks: Readonly<Record<string, Blank>>): string => {
    const message = catalogue[key];
    if (typeof message === 'string') return message;
    return plural.select(Number(blanks['n'])) === 'one' ? message.one : message.other;
  };
  const asHtml = (value: Blank | undefined): string => {
    if (value instanceof Html) return value.markup;
    if (typeof value !== 'number') return html`<bdi>${value ?? '?'}</bdi>`.markup;
    return dir === 'rtl' ? html`<bdi>${format.format(value)}</bdi>`.markup : format.format(value);
  };
  const asText = (value: string | number | undefined): string => {
    const shown = typeof value === 'number' ? format.format(value) : (value ?? '?');
    return dir === 'rtl' ? `\u2068${shown}\u2069` : shown;
  };

  const speak = (key: MessageKey, blanks: Blanks = {}): Html =>
    new Html(escaped(template(key, blanks)).replace(BLANK, (_, name: string) => asHtml(blanks[name])));
  return Object.assign(speak, {
    language,
    dir,
    number: (value: number) => format.format(value),
    comma: COMMAS[language],
    semicolon: SEMICOLONS[language],
    text: (key: MessageKey, blanks: Readonly<Record<string, string | number>> = {}) =>
      template(key, blanks).replace(BLANK, (_, name: string) => asText(blanks[name])),
  });
}

const COMMAS: Readonly<Record<InterfaceLanguage, string>> = { en: ', ', 'zh-Hans': '，', ug: '، ' };
const SEMICOLONS: Readonly<Record<InterfaceLanguage, string>> = { en: '; ', 'zh-Hans': '；', ug: '؛ ' };

const BLANK = /\{(\w+)\}/g;

const SAYERS: Readonly<Record<InterfaceLanguage, Say>> = {
  en: sayer('en'),
  'zh-Hans': sayer('zh-Hans'),
  ug: sayer('ug'),
};
