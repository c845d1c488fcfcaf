import * as z from 'zod';
import type { Json } from '../base/json.ts';
import type { BagReport } from '../nouns/bag.ts';

/** How what is known of a bag is signed for and read back (docs/formats/ledger.md, `accession-begun`). */

const Package = z.object({
  publication: z.string(),
  title: z.string(),
  publisher: z.string().exactOptional(),
  day: z.string(),
  log: z.string(),
  size: z.number(),
  keys: z.array(z.string()),
  dated: z.array(z.string()),
  faults: z.number(),
  proof: z.string().exactOptional(),
});
const Report = z.object({
  root: z.string(),
  version: z.string(),
  algorithms: z.array(z.string()),
  files: z.number(),
  bytes: z.number(),
  faults: z.number(),
  info: z.array(z.tuple([z.string(), z.string()])).default([]),
  package: Package.exactOptional(),
});

/** More of what a bag says of itself is in its file. */
const MOST_INFO = 60;
const LONGEST_INFO = 500; // UTF-16 code units

export function bagJson(report: BagReport): Json {
  const cut = (text: string): string => text.slice(0, LONGEST_INFO).toWellFormed();
  const info = report.info.slice(0, MOST_INFO).map(([label, value]): Json => [cut(label), cut(value)]);
  // Plain data: what JSON leaves out is left out.
  const rest: Readonly<Record<string, Json>> = JSON.parse(JSON.stringify(report));
  return { ...rest, info };
}

/** @param json as `accession.bags` has it */
export function bagReports(json: string | null): readonly BagReport[] {
  return json === null ? [] : z.array(Report).parse(JSON.parse(json));
}
