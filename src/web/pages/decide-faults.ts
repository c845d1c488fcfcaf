import { LONGEST } from '../../nouns/decision.ts';
import type { DecideView } from '../claims-view.ts';
import { html, NOTHING, type Html } from '../html.ts';
import type { Say } from '../messages.ts';

type Faulty = Partial<Pick<DecideView, 'wrong' | 'typed'>>;

/** What is wrong with a field, and how it is put right; nothing where nothing is. */
export function faultWord(t: Say, { wrong = [], typed = {} }: Faulty, name: string): Html {
  if (!wrong.includes(name)) return NOTHING;
  return html`<p class="fault-word" id="wrong-${name}">${faultText(t, name, typed[name]?.[0]?.trim() ?? '')}</p>`;
}

const CHOSEN = new Set(['judgement', 'to', 'document', 'holds', 'kind', 'statement', 'polarity']);

function faultText(t: Say, name: string, text: string): Html {
  if (name === 'grading') return t('sign.wrong-grading');
  if (name === 'how' && text !== '') return t('sign.wrong-how');
  if (name === 'to' && text !== '') return t('sign.wrong-until');
  if (CHOSEN.has(name)) return t('sign.choose');
  if (text === '') return t('sign.fill');
  const most = MOST[name] ?? LONGEST.name;
  if (text.length > most) return t('sign.too-long', { most });
  switch (name) {
    case 'number':
      return t('sign.wrong-number');
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

const MOST: Readonly<Record<string, number>> = {
  reason: LONGEST.reason,
  target: LONGEST.reason,
  quoted: LONGEST.quotation,
  words: LONGEST.span,
};
