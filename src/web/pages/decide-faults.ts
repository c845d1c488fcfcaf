import { LONGEST, MOST } from '../../nouns/decision.ts';
import type { DecideView } from '../claims-view.ts';
import { html, NOTHING, type Html } from '../html.ts';
import type { Say } from '../messages.ts';
import { countsFromNought, typedNumber } from './decide-figure.ts';

type Typed = DecideView['typed'];
type Faulty = Partial<Pick<DecideView, 'wrong' | 'typed'>>;

/** What is wrong with a field, and how it is put right; nothing where nothing is. */
export function faultWord(t: Say, { wrong = [], typed = {} }: Faulty, name: string): Html {
  if (!wrong.includes(name)) return NOTHING;
  return html`<p class="fault-word" id="wrong-${name}">${faultText(t, name, typed)}</p>`;
}

const CHOSEN = new Set(['judgement', 'to', 'document', 'holds', 'kind', 'statement', 'polarity', 'how']);

function faultText(t: Say, name: string, typed: Typed): Html {
  const text = firstIn(typed, name);
  const most = mostIn(name, typed);
  if (most !== undefined) return t('sign.too-many', { most });
  if (name === 'grading') return t('sign.wrong-grading');
  if (name === 'how' && firstIn(typed, 'numberTo') !== '') return t('sign.wrong-how');
  if (name === 'to' && text !== '' && firstIn(typed, 'kind') === 'date') return t('sign.wrong-until');
  if (CHOSEN.has(name)) return t('sign.choose');
  if (text === '') return t('sign.fill');
  const longest = LONGEST_OF[name] ?? LONGEST.name;
  if (lengthOf(name, text) > longest) return t('sign.too-long', { most: longest });
  switch (name) {
    case 'number':
      // Digits that are no fault by themselves are one under words that count from nought.
      return t(isBelow(typed) ? 'sign.wrong-below' : 'sign.wrong-number');
    case 'numberTo':
      return t('sign.wrong-number-to');
    case 'from':
      return t('sign.wrong-from');
    case 'words':
      return t('sign.wrong-words');
    default:
      return t('sign.put-right');
  }
}

function firstIn(typed: Typed, name: string): string {
  return typed[name]?.[0]?.trim() ?? '';
}

const LONGEST_OF: Readonly<Record<string, number>> = {
  reason: LONGEST.reason,
  target: LONGEST.reason,
  quoted: LONGEST.quotation,
  words: LONGEST.span,
};

/** Each line of the credits is a name of its own. */
function lengthOf(name: string, text: string): number {
  return name === 'credit' ? linesIn(text).reduce((most, { length }) => Math.max(most, length), 0) : text.length;
}

/** How many there may be of what there are too many of. */
function mostIn(name: string, typed: Typed): number | undefined {
  if (name === 'credit') return linesIn(firstIn(typed, name)).length > MOST.credits ? MOST.credits : undefined;
  if (name !== 'statement' && name !== 'restsOn') return undefined;
  return (typed[name]?.length ?? 0) > MOST.statements ? MOST.statements : undefined;
}

function linesIn(text: string): readonly string[] {
  return text
    .split(/[\n\r]+/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

function isBelow(typed: Typed): boolean {
  return countsFromNought(firstIn(typed, 'how')) && typedNumber(firstIn(typed, 'number')) !== undefined;
}
