import type { DocumentName, StatementView } from '../../nouns/claim-views.ts';
import type { DecideView } from '../claims-view.ts';
import { html, NOTHING, type Html } from '../html.ts';
import type { Say } from '../messages.ts';
import { cut } from './claim-parts.ts';
import { valueText } from './claims-value.ts';

type Typed = DecideView['typed'];

/** Of a list that is too long for a form the part that can be chosen in it: all that is chosen, and some of the rest. */
export interface Narrowed<One> {
  readonly shown: readonly One[];
  /** A search in the whole list; nothing where all of it is shown. */
  readonly finder: Html;
  /** How much of what was looked for is shown. */
  readonly told: Html;
}

interface List<One> {
  readonly all: readonly One[];
  /** Of those that are not chosen: whatever is chosen is shown, or it would be lost. */
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
  const chosen = all.filter(isChosen);
  const shown = [...chosen, ...found.slice(0, most)];
  return {
    shown,
    finder: finder(t, asked, label),
    told: html`<p class="meta">
      ${asked !== '' && found.length === 0 ? t('field.none-here') : cut(t, shown.length, chosen.length + found.length)}
    </p>`,
  };
}

/** That statements which were chosen have left the claim meanwhile: they are not in the form any more. */
export function gone(t: Say, chosen: ReadonlySet<string>, statements: readonly StatementView[]): Html {
  const here = new Set(statements.map(({ id }) => id));
  const n = [...chosen].filter((id) => id !== '' && !here.has(id)).length;
  return n === 0 ? NOTHING : html`<p class="fault-word">${t('field.gone', { n })}</p>`;
}

/** What people know a statement by: its document and its sentence. */
export function statementWords(t: Say, { value, sentence, document }: StatementView): string {
  return [valueText(t, value), sentence.text, documentWords(document)].join(' ');
}

export function documentWords({ title, source = '' }: DocumentName): string {
  return `${title} ${source}`;
}

function finder(t: Say, asked: string, label: List<unknown>['label']): Html {
  return searchInForm(t, { name: 'find', asked, label, button: 'field.find-here' });
}

interface SearchInForm {
  readonly name: 'find' | 'q';
  readonly asked: string;
  readonly label: List<unknown>['label'] | 'field.find-claim';
  readonly button: 'field.find-here' | 'field.find';
}

/** Its button sends the form as it is, and the form comes back: nothing typed or ticked is lost, and nothing signed. */
export function searchInForm(t: Say, { name, asked, label, button }: SearchInForm): Html {
  return html`<div class="field-go find-claim">
    <label for="${name}">${t(label)}</label>
    <input class="input" id="${name}" name="${name}" type="search" dir="auto" value="${asked}" />
    <button class="btn" type="submit" name="${LOOKS}" value="1" formnovalidate>${t(button)}</button>
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
