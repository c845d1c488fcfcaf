import type { DocumentName, StatementView } from '../../nouns/claim-views.ts';
import type { DecideView } from '../claims-view.ts';
import { html, NOTHING, type Html } from '../html.ts';
import type { Say } from '../messages.ts';
import { cut } from './claim-parts.ts';
import { valueText } from './claims-value.ts';

type Typed = DecideView['typed'];

/** Of a list that is too long for a form the part that can be chosen in it. */
export interface Narrowed<One> {
  readonly shown: readonly One[];
  /** A search in the whole list; nothing where all of it is shown. */
  readonly finder: Html;
  /** How much of what was looked for is shown. */
  readonly told: Html;
}

interface List<One> {
  readonly all: readonly One[];
  readonly most: number;
  readonly isChosen: (one: One) => boolean;
  readonly wordsOf: (one: One) => string;
  readonly label: 'field.find-statement' | 'field.find-document';
}

/** Those that are chosen already first, then those that hold all words that were looked for. */
export function narrowed<One>(t: Say, typed: Typed, { all, most, isChosen, wordsOf, label }: List<One>): Narrowed<One> {
  if (all.length <= most) return { shown: all, finder: NOTHING, told: NOTHING };
  const asked = typed['find']?.[0]?.trim() ?? '';
  const words = folded(asked).split(/\s+/);
  const found = all.filter((one) => !isChosen(one) && (asked === '' || holds(folded(wordsOf(one)), words)));
  const listed = [...all.filter(isChosen), ...found];
  return {
    shown: listed.slice(0, most),
    finder: finder(t, asked, label),
    told: html`<p class="meta">
      ${asked !== '' && found.length === 0 ? t('field.none-here') : cut(t, most, listed.length)}
    </p>`,
  };
}

/** What people know a statement by: its document and its sentence. */
export function statementWords(t: Say, { value, sentence, document }: StatementView): string {
  return [valueText(t, value), sentence.text, documentWords(document)].join(' ');
}

export function documentWords({ title, source = '' }: DocumentName): string {
  return `${title} ${source}`;
}

/** Its button sends the form as it is, and the form comes back: nothing typed or ticked is lost, and nothing signed. */
function finder(t: Say, asked: string, label: List<unknown>['label']): Html {
  return html`<div class="field-go find-claim">
    <label for="find">${t(label)}</label>
    <input class="input" id="find" name="find" type="search" dir="auto" value="${asked}" />
    <button class="btn" type="submit" name="${LOOKS}" value="1" formnovalidate>${t('field.find-here')}</button>
  </div>`;
}

/** The field that says that somebody looks for something in a form, and does not sign it yet. */
export const LOOKS = 'looks';

function folded(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

function holds(text: string, words: readonly string[]): boolean {
  return words.every((word) => text.includes(word));
}
