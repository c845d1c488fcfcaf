import type { PlacedStatement } from '../../nouns/claim.ts';
import type { Counted } from './counted.ts';

interface Counting extends Pick<Counted, 'role' | 'head' | 'kind'> {
  readonly statement: PlacedStatement;
  readonly sentence: number;
}

/** `Police had said 12,000, the organisers 40,000`: a number alone counts what the one before it counts. @param parts in order */
export function goneOn<Part extends Counting>(parts: readonly Part[], text: string): readonly Part[] {
  let before: Part | undefined;
  return parts.map((part) => {
    if (part.statement.value.kind !== 'figure') return part;
    const from = before;
    before =
      from !== undefined && goesOn(part, from, text)
        ? { ...part, role: from.role, head: from.head, kind: from.kind }
        : part;
    return before;
  });
}

/** A number without a noun or a role of its own, at most a sentence behind one of the same unit. */
function goesOn({ statement, role, sentence }: Counting, from: Counting, text: string): boolean {
  const [value, before] = [statement.value, from.statement.value];
  if (role !== undefined || value.kind !== 'figure' || before.kind !== 'figure' || value.unit !== before.unit)
    return false;
  if (sentence - from.sentence > 1 || text.slice(from.statement.end, statement.start).includes('\n')) return false;
  return !/\p{L}/u.test(text.slice(statement.start, statement.end).replace(NUMBER_WORDS, ''));
}

const NUMBER_WORDS =
  /\b(?:about|around|roughly|some|nearly|almost|more|less|fewer|than|over|under|least|most|many|just|only|estimated|close|between|and|up|at|as|to|an?|the|another|of|them|whom|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundreds?|thousands?|millions?|billions?|dozens?|tens)\b/giu;
