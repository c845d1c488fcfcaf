import type { Context } from 'hono';
import type * as z from 'zod';
import { Problem } from '../base/problem.ts';
import type { OpenCase } from '../house.ts';
import { parseSha256, type Sha256 } from '../nouns/sha256.ts';

export type Cases = () => readonly OpenCase[];

/** What the address asks, by `schema`; of a name given twice the first counts. @throws Problem `bad-input` */
export function readQuery<S extends z.ZodType>(c: Context, schema: S, remedy: string): z.output<S> {
  const asked = schema.safeParse(queryOf(c));
  if (asked.success) return asked.data;
  const names = asked.error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys' ? issue.keys : issue.path.map(String),
  );
  // The values stay unsaid: they may be words of a document.
  throw new Problem('bad-input', `The address asks something that makes no sense here: ${names.join(', ')}.`, {
    remedy,
  });
}

/** Without what is empty: a form sends its empty boxes too. */
function queryOf(c: Context): Readonly<Record<string, string>> {
  const query: Record<string, string> = Object.create(null);
  for (const [name, value] of new URL(c.req.url).searchParams) {
    if (value !== '' || name === 'q') query[name] ??= value.toWellFormed();
  }
  return query;
}

/** @throws Problem `not-found` */
export function caseNamed(cases: Cases, id: string): OpenCase {
  const found = cases().find((known) => known.id === id);
  if (found) return found;
  throw new Problem('not-found', 'No case with this id is open here.', {
    remedy: 'Choose one from the list of cases.',
  });
}

/** @throws Problem `not-found` */
export function sha256In(ref: string): Sha256 {
  return parseSha256(ref) ?? noDocument();
}

export function noDocument(): never {
  throw new Problem('not-found', 'The case holds no such document.', {
    remedy: 'Look for it in the list of files.',
  });
}

/** @throws Problem `not-found` for what is no SHA-256, and for one that the case does not hold */
export async function knownDocument(opened: Pick<OpenCase, 'document'>, ref: string): Promise<Sha256> {
  return ((await opened.document(sha256In(ref))) ?? noDocument()).sha256;
}

export function noText(): never {
  throw new Problem('not-found', 'One of the documents has no text.', {
    remedy: 'Open it: its page says how it was read.',
  });
}

/** From 1. @throws Problem `not-found` */
export function pageNumberIn(part: string): number {
  return /^[1-9]\d{0,8}$/.test(part) ? Number(part) : noPage();
}

export function noPage(): never {
  throw new Problem('not-found', 'The document has no such page.', { remedy: 'Open the document at its first page.' });
}
