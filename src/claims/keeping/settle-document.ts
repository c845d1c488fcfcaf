import type { Reading, Span } from '../../nouns/reading.ts';
import type { Credit, StatementValue } from '../../nouns/statement.ts';
import type { About, DecidedAbout } from './decision-rows.ts';
import { anchorAt, overlaps, placeOf, saysSame, sentenceAround } from './statement-places.ts';
import type { Anchor, SentencePlace } from './statement-places.ts';
import type { FoundInText } from '../process/messages.ts';

/** A statement of a document as people left it. */
export interface SettledStatement {
  readonly id: string;
  readonly anchor: Anchor;
  readonly sentence: SentencePlace;
  readonly value: StatementValue;
  readonly attributedTo: readonly Credit[];
  /** `english/1`, or the name of the person who added it. */
  readonly by: string;
  readonly state: 'suggested' | 'accepted' | 'rejected';
  /** As it was found, where a person corrected it. */
  readonly found?: Span & { readonly value: StatementValue };
}

interface SettledDocument {
  /** In the order in which they stand. */
  readonly statements: readonly SettledStatement[];
  /** For each statement that decisions name: which it is by now; undefined where its words are gone. */
  readonly now: ReadonlyMap<string, string | undefined>;
}

type Text = Pick<Reading, 'text' | 'passages'>;

/**
 * Puts together what was found in a text and what people decided about it, be it about another reading of it. What
 * people accepted, corrected, added or based something on stays where its words still stand, found again or not; what
 * they rejected stays rejected, also where it is found with other bounds.
 *
 * @param decided the oldest first
 */
export function settleDocument(
  text: Text,
  found: readonly FoundInText[],
  decided: readonly DecidedAbout[],
): SettledDocument {
  const statements = new Map<string, SettledStatement>(found.map((each) => [each.id, suggested(each)]));
  const now = new Map<string, string | undefined>();
  for (const [id, about] of Map.groupBy(decided, ({ about: { statement } }) => statement)) {
    const known = knownAs(id, text, about, statements);
    now.set(id, known?.id);
    if (known === undefined) continue;
    const settled = settleStatement(statements.get(known.id) ?? known, about, text);
    if (settled === undefined) statements.delete(known.id);
    else statements.set(known.id, settled);
  }
  const inOrder = [...statements.values()].toSorted(
    (a, b) => a.anchor.start - b.anchor.start || a.anchor.end - b.anchor.end,
  );
  return { statements: withoutRepeated(inOrder), now };
}

/** The statement that decisions are about: found again under its id or at its place, or kept as it was. */
function knownAs(
  id: string,
  { text, passages }: Text,
  decided: readonly DecidedAbout[],
  statements: ReadonlyMap<string, SettledStatement>,
): SettledStatement | undefined {
  const known = statements.get(id);
  const about = decided.at(-1)?.about;
  if (known !== undefined || about === undefined) return known;
  const place = placeOf(text, about.anchor);
  if (place === undefined) return undefined;
  const added = decided.some(({ decision }) => decision.kind === 'add');
  if (added) return kept(id, about, anchorAt(text, place, about.value.kind), { text, passages });
  for (const each of statements.values()) {
    if (overlaps(each.anchor, place) && each.value.kind === about.value.kind && saysSame(each.value, about.value))
      return each;
  }
  return kept(id, about, anchorAt(text, place, about.value.kind), { text, passages });
}

function suggested({ id, anchor, sentence, value, attributedTo, finder }: FoundInText): SettledStatement {
  return { id, anchor, sentence, value, attributedTo, by: finder, state: 'suggested' };
}

function kept(id: string, about: About, anchor: Anchor, { text, passages }: Text): SettledStatement {
  const moved = anchor.start !== about.anchor.start;
  return {
    id,
    anchor,
    sentence: sentenceAround(text, passages, anchor),
    value: about.value,
    // Their places were those of another reading.
    attributedTo: moved ? about.attributedTo.map(({ name }) => ({ name })) : about.attributedTo,
    by: about.by,
    state: 'suggested',
  };
}

/** Undefined for one that a person added, and took back. */
function settleStatement(
  base: SettledStatement,
  decided: readonly DecidedAbout[],
  text: Text,
): SettledStatement | undefined {
  if (decided.some(({ decision, stands }) => decision.kind === 'add' && !stands)) return undefined;
  const standing = decided.filter(({ stands }) => stands);
  return standing.reduce((settled, each) => withDecision(settled, each, base, text), base);
}

function withDecision(
  settled: SettledStatement,
  { decision, about, actor }: DecidedAbout,
  base: SettledStatement,
  text: Text,
): SettledStatement {
  switch (decision.kind) {
    case 'accept':
      return { ...settled, state: 'accepted' };
    case 'reject':
      return { ...settled, state: 'rejected' };
    case 'add':
      return { ...settled, state: 'accepted', by: actor };
    case 'correct':
      return { ...settled, ...corrected(base, decision.value, about.place, text), state: 'accepted' };
    case 'move':
    case 'merge':
    case 'no-conflict':
    case 'lineage':
    case 'name-source':
    case 'assess':
    case 'withdraw':
      return settled;
  }
}

function corrected(
  { anchor, value: before }: SettledStatement,
  value: StatementValue,
  place: Anchor | undefined,
  { text, passages }: Text,
): Pick<SettledStatement, 'value' | 'found'> & Partial<SettledStatement> {
  const found = { start: anchor.start, end: anchor.end, value: before };
  const span = place === undefined ? undefined : placeOf(text, place);
  if (span === undefined) return { value, found };
  const moved = anchorAt(text, span, value.kind);
  return { value, found, anchor: moved, sentence: sentenceAround(text, passages, moved) };
}

/** A finder of another version may cut what somebody decided about a little differently, and find what was added. */
function withoutRepeated(statements: readonly SettledStatement[]): readonly SettledStatement[] {
  const decided = statements.filter(({ state }) => state !== 'suggested');
  if (decided.length === 0) return statements;
  return statements.filter(
    (each) =>
      each.state !== 'suggested' ||
      !decided.some(
        (other) =>
          overlaps(each.anchor, other.found ?? other.anchor) && saysSame(each.value, other.found?.value ?? other.value),
      ),
  );
}
