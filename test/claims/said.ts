import { findStatements, type FoundStatement } from '../../src/claims/finding/find-statements.ts';

export interface Setting {
  readonly language?: string;
  readonly published?: string;
}

/** The statements of a text that is one passage. */
export function said(
  text: string,
  { language = 'en', published = '2015-06-17' }: Setting = {},
): readonly FoundStatement[] {
  return findStatements({ text, published, passages: [{ start: 0, end: text.length, language }] });
}

/** Those of one kind, each with the words that carry it. */
export function saidAs<Kind extends FoundStatement['value']['kind']>(
  kind: Kind,
  text: string,
  setting?: Setting,
): readonly {
  readonly words: string;
  readonly value: Extract<FoundStatement['value'], { kind: Kind }>;
  readonly by: readonly string[];
}[] {
  return said(text, setting).flatMap(({ start, end, value, attributedTo }) =>
    isKind(kind, value) ? [{ words: text.slice(start, end), value, by: attributedTo.map(({ name }) => name) }] : [],
  );
}

function isKind<Kind extends FoundStatement['value']['kind']>(
  kind: Kind,
  value: FoundStatement['value'],
): value is Extract<FoundStatement['value'], { kind: Kind }> {
  return value.kind === kind;
}

/** `[3, ∞)`: an interval as it is written in mathematics. */
export function interval({
  lo,
  hi,
  loOpen,
  hiOpen,
}: {
  readonly lo: number;
  readonly hi: number | null;
  readonly loOpen: boolean;
  readonly hiOpen: boolean;
}): string {
  const round = (value: number): number => Math.round(value * 1000) / 1000;
  return `${loOpen ? '(' : '['}${round(lo)}, ${hi === null ? '∞' : round(hi)}${hiOpen || hi === null ? ')' : ']'}`;
}
