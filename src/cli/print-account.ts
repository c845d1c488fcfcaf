import { OUTCOMES } from '../nouns/outcome.ts';
import type { CaseStatus } from '../nouns/occurrence.ts';

/** The account of a case as `--json` gives it. */
export function accountJson({ received, waiting, outcomes }: CaseStatus): {
  readonly received: number;
  readonly waiting: number;
  readonly outcomes: CaseStatus['outcomes'];
} {
  return { received, waiting, outcomes };
}

/** The account as people read it: rows, a rule, the total. */
export function accountLines({ received, waiting, outcomes }: CaseStatus): readonly string[] {
  const rows: (readonly [string, number])[] = OUTCOMES.map((outcome) => [outcome, outcomes[outcome]] as const);
  if (waiting > 0) rows.push(['waiting', waiting]);
  const width = String(received).length;
  const line = (label: string, count: number): string => `  ${label.padEnd(14)}${String(count).padStart(width)}`;
  return [
    ...rows.map(([label, count]) => line(label, count)),
    `  ${'─'.repeat(14 + width)}`,
    line('received', received),
  ];
}
