import type { DocumentView } from '../../nouns/document.ts';
import type { Outcome } from '../../nouns/outcome.ts';
import type { AccessionReport } from '../../nouns/occurrence.ts';
import { assetUrl } from '../assets.ts';
import { html, joined, type Html, type HtmlPart } from '../html.ts';
import { languageName, type MessageKey, type Say } from '../messages.ts';
import { formatOf, rangeText } from './claim-days.ts';

export type Shown = Outcome | 'waiting';

/** A name of `assets/icons.svg`. */
export type IconName =
  | 'search'
  | 'next'
  | 'prev'
  | 'down'
  | 'copy'
  | 'download'
  | 'lock'
  | 'read'
  | 'part'
  | 'container'
  | 'duplicate'
  | 'unreadable'
  | 'waiting'
  | 'agree'
  | 'fault'
  | 'single'
  | 'open'
  | 'seal';

export function icon(name: IconName, more: 'icon-s' | 'icon-turn' | '' = ''): Html {
  return html`<svg class="icon ${more}" aria-hidden="true"><use href="${assetUrl('icons.svg')}#${name}" /></svg>`;
}

export const OUTCOME_ICONS: Readonly<Record<Shown, IconName>> = {
  read: 'read',
  'read-in-part': 'part',
  container: 'container',
  duplicate: 'duplicate',
  unreadable: 'unreadable',
  waiting: 'waiting',
};

/** `lang` and `dir` for words in `tag`, as attributes. Scripts that run right to left are named by ISO 15924 or by language. */
export function tongue(tag: string | undefined): Html {
  if (tag === undefined || tag === 'und') return html`dir="auto"`;
  return html`lang="${tag}" dir="${isRightToLeft(tag) ? 'rtl' : 'ltr'}"`;
}

export function isRightToLeft(tag: string): boolean {
  const [language = '', ...rest] = tag.split('-');
  const script = rest.find((subtag) => /^[A-Za-z]{4}$/.test(subtag));
  if (script !== undefined) return /^(arab|hebr|syrc|thaa|nkoo|adlm)$/i.test(script);
  return /^(ar|fa|he|ps|sd|syr|ug|ur|yi|dv|ckb)$/i.test(language);
}

/** The language of the letters that `text` is mostly made of, for titles and names that carry no tag of their own. */
export function tongueOfLetters(text: string): Html {
  const arabic = text.match(/\p{Script=Arabic}/gu)?.length ?? 0;
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  const latin = text.match(/\p{Script=Latin}/gu)?.length ?? 0;
  if (arabic > han && arabic >= latin) return UYGHUR_LETTERS.test(text) ? tongue('ug-Arab') : html`dir="rtl"`;
  // One character says as much as a word of letters.
  if (han > 0 && han * 3 >= latin) return tongue('zh');
  return tongue('und');
}

/** Letters of Uyghur that Arabic and Persian do not write, and the hamza that carries its vowels at the start of a word. */
const UYGHUR_LETTERS = /[\u06AD\u06C6-\u06C8\u06CB\u06D0\u06D5]|(?<!\p{L})\u0626\p{L}/u;

/** A path as people read it; containers and folders set apart from the name, each part kept in its own direction. */
export function pathParts(path: string): Html {
  const parts = path.split('/');
  return html`<span class="path" dir="ltr"
    >${parts.map((part, index) => html`${index > 0 && html`/<wbr />`}<bdi>${visible(part)}</bdi>`)}</span
  >`;
}

/** Marks that turn the direction of a name around could make `exe.fdp` look like `pdf.exe`: shown, not obeyed. */
function visible(text: string): string {
  return text.replace(
    /[\p{Cc}\u200B-\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/gu,
    (character) => `\u27E8${character.codePointAt(0)?.toString(16).padStart(4, '0').toUpperCase() ?? ''}\u27E9`,
  );
}

const MOMENT = { dateStyle: 'medium', timeStyle: 'short', hourCycle: 'h23' } as const;

/** An instant in UTC, to the minute; the machine-readable form keeps the rest. Text that is no instant stands as it is. */
export function moment(t: Say, instant: string): Html {
  const date = new Date(instant);
  if (Number.isNaN(date.getTime())) return html`<bdi>${instant}</bdi>`;
  // The day before the month, as in every date that a document says.
  const shown = formatOf(t, MOMENT).format(date);
  return html`<time datetime="${instant}"><bdi>${shown} UTC</bdi></time>`;
}

/** What a document says of its date: an instant as one, a day, a month or a year as no more than that. */
export function dated(t: Say, text: string): Html {
  if (/T\d/.test(text)) return moment(t, text);
  return html`<bdi>${/^\d{4}(?:-\d{2}){0,2}$/.test(text) ? rangeText(t, { from: text, to: text }) : text}</bdi>`;
}

/** A fingerprint in groups of four, as it is read aloud and compared. */
export function inFours(hash: string): Html {
  return html`<span class="fours" translate="no"
    >${(hash.match(/.{1,4}/g) ?? []).map((group, index) => html`${index > 0 && ' '}<span>${group}</span>`)}</span
  >`;
}

export function languageNames(t: Say, tags: readonly string[]): Html {
  return html`${tags.map((tag) => languageName(t, tag)).join(t.comma)}`;
}

export function outcomeWord(t: Say, outcome: Shown): Html {
  const key: MessageKey = `outcome.${outcome}`;
  return t(key);
}

/** Its own title, else the name of the file with nothing in it obeyed. */
export function nameOf(file: { readonly title?: string; readonly path: string }): string {
  return file.title ?? visible(file.path.split('/').at(-1) ?? file.path);
}

/** The same for a document as the reader has it. */
export function documentName({ reading, places, sha256 }: DocumentView): string {
  const path = places[0]?.path ?? sha256;
  return nameOf(reading?.title === undefined ? { path } : { path, title: reading.title });
}

/** A number out of a number, drawn; the words beside it carry the numbers. */
export function progressBar(done: number, total: number, label: string): Html {
  return html`<svg class="progress" width="100%" height="10" role="img" aria-label="${label}">
    <rect class="all" x="0.5" y="0.5" width="99.8%" height="9" />
    <rect class="done" x="0" y="0" width="${percent(done, total)}" height="10" />
  </svg>`;
}

export function percent(part: number, whole: number): string {
  return `${whole === 0 ? 0 : Math.round((part / whole) * 10_000) / 100}%`;
}

/** What the person called it, else where it came from. */
export function accessionName(accession: AccessionReport): string {
  return (
    accession.note ?? accession.roots.map((root) => root.split('/').findLast((part) => part !== '') ?? root).join(', ')
  );
}

/** A case that nothing was taken into; `home` says how that is done. */
export function nothingYet(t: Say, home: string): Html {
  return html`<div class="state">
    <h2>${t('case.empty')}</h2>
    <p class="say">${t('case.empty-say')}</p>
    <p><a class="btn" href="${home}">${t('nav.case')}</a></p>
  </div>`;
}

/**
 * What a link or button is about, for who hears it without what stands around it: of fifty that say "Accept" each has a
 * name of its own. Begins with the mark between items, so that the words that are seen come first.
 */
export function regarding(t: Say, ...about: readonly HtmlPart[]): Html {
  return html`<span class="unseen">${t.comma}${joined(about, t.comma)}</span>`;
}

/** One line of a facet: a link with a box, its count at the end; nought is shown. */
export function choice(t: Say, word: Html, count: number | undefined, chosen: boolean, href: string): Html {
  return html`<li>
    <a href="${href}" ${chosen && html`aria-current="true"`}
      ><span class="box"></span><span class="word">${word}</span
      ><span class="n">${count === undefined ? '' : t.number(count)}</span></a
    >
  </li>`;
}
