import type { Context } from 'hono';
import * as z from 'zod';
import type { OpenCase } from '../../house.ts';
import { comparePage, copiesPage } from '../../web/pages.ts';
import { frameOf } from '../language.ts';
import { knownDocument, noDocument, noText, readQuery, sha256In } from '../read-request.ts';

const COPIES_LISTED = 100;
const ROWS_ON_A_PAGE = 100; // of paragraphs, a few on each side: about what a person scrolls through

const REMEDY = 'Follow a link of the page instead, or leave that part of the address out.';

// People edit addresses: a number that makes no sense counts as left out, one too large is brought into range.
const CompareQuery = z.object({
  all: z.exactOptional(z.literal('1')).catch('1'),
  offset: z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number)
    .catch(0),
});

/** The documents that share text with one. */
export async function copies(c: Context, opened: OpenCase, ref: string): Promise<Response> {
  const document = (await opened.document(sha256In(ref))) ?? noDocument();
  const place = document.places.find(({ outcome }) => outcome !== 'duplicate') ?? document.places[0];
  const title = document.reading?.title;
  return c.html(
    copiesPage(frameOf(c), {
      status: await opened.status(),
      document: {
        document: document.sha256,
        path: place?.path ?? '',
        mediaType: document.reading?.mediaType ?? place?.mediaType ?? 'application/octet-stream',
        ...(title === undefined ? {} : { title }),
      },
      found: await opened.copies(document.sha256, COPIES_LISTED),
      limit: COPIES_LISTED,
    }),
  );
}

/** Two documents beside each other. */
export async function compare(c: Context, opened: OpenCase, refs: readonly [string, string]): Promise<Response> {
  const { all, offset } = readQuery(c, CompareQuery, REMEDY);
  const [first, second] = [await knownDocument(opened, refs[0]), await knownDocument(opened, refs[1])];
  const page = { changes: all !== '1', limit: ROWS_ON_A_PAGE };
  let from = offset;
  let comparison = (await opened.compare(first, second, { ...page, offset: from })) ?? noText();
  if (comparison.rows.length === 0 && comparison.total > 0) {
    from = Math.floor((comparison.total - 1) / ROWS_ON_A_PAGE) * ROWS_ON_A_PAGE;
    comparison = (await opened.compare(first, second, { ...page, offset: from })) ?? noText();
  }
  const status = await opened.status();
  const view = { status, comparison, all: all === '1', limit: ROWS_ON_A_PAGE, offset: from };
  return c.html(comparePage(frameOf(c), view));
}
