import type { Evidence } from '../nouns/custody.ts';
import { languageName, type MessageKey, type Say } from './messages.ts';

/** The sentence for what speaks for a document, as plain text: for pages and for the command line. */
export function evidenceText(t: Say, { code, params = {} }: Evidence): string {
  const blanks: Record<string, string | number> = { ...params };
  const { outcome, languages } = params;
  if (outcome !== undefined) {
    const key = OUTCOME_KEYS.find((each) => each === `outcome.${outcome}`);
    blanks['outcome'] = key === undefined ? outcome : t.text(key);
  }
  if (typeof languages === 'string') {
    blanks['languages'] = languages
      .split(' ')
      .map((tag) => languageName(t, tag))
      .join(t.comma);
  }
  return t.text(`evidence.${code}`, blanks);
}

const OUTCOME_KEYS: readonly MessageKey[] = [
  'outcome.read',
  'outcome.read-in-part',
  'outcome.container',
  'outcome.duplicate',
  'outcome.unreadable',
  'outcome.waiting',
];
