import type { StatementValue } from '../../nouns/statement.ts';
import type { Member } from '../keeping/claim-row.ts';

/** Written alike whatever the case, the width and the composition of letters: of what is looked for, and of where. */
export function foldedWords(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

/** All words by which a claim is found. */
export function wordsOfClaim(label: string, members: readonly Member[], sources: readonly string[]): string {
  const said = members.flatMap(({ sentence, value, credited }) => [sentence, ...namesIn(value), credited ?? '']);
  return foldedWords([...new Set([label, ...said, ...sources])].join('\n'));
}

function namesIn(value: StatementValue): readonly string[] {
  switch (value.kind) {
    case 'figure':
      return [String(value.lo), value.counted];
    case 'date':
      return [value.from, value.to, value.event];
    case 'quotation':
      return [value.words, value.speaker ?? ''];
    case 'stance':
      return [value.holder, value.target];
  }
}
