import * as z from 'zod';
import { REASON_CODES, type Reason } from '../nouns/outcome.ts';
import type { StageRun } from '../nouns/reading.ts';

/** Columns that hold JSON, checked on the way out: a case may have come from another machine. */
const ReasonColumn = z.object({
  code: z.enum(REASON_CODES),
  params: z.record(z.string(), z.union([z.string(), z.number()])).exactOptional(),
});
const StringsColumn = z.array(z.string());
const StagesColumn = z.array(z.object({ name: z.string(), version: z.number(), ms: z.number() }));

export function reasonIn(json: string): Reason {
  return ReasonColumn.parse(JSON.parse(json));
}

export function stringsIn(json: string): readonly string[] {
  return StringsColumn.parse(JSON.parse(json));
}

export function stagesIn(json: string): readonly StageRun[] {
  return StagesColumn.parse(JSON.parse(json));
}
