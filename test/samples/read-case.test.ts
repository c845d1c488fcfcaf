import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import type { DocumentView } from '../../src/nouns/document.ts';
import { readAll, temporaryCase } from '../helpers/temporary-case.ts';
import { SAMPLES, TRUTH } from './truth.ts';

/** Share of neighbouring pairs of characters that recognition must get right; it errs, and not everywhere alike. */
const RECOGNISED = 0.7;

test('the sample leak becomes the case that its truth foretells', async (t) => {
  const made = await temporaryCase(t);
  const opened = await made.open();
  await opened.receive([join(SAMPLES, 'leak')], {});
  await readAll(opened);

  const { received, outcomes, waiting } = await opened.status();
  assert.deepEqual(
    {
      received,
      readOrReadInPart: outcomes.read + outcomes['read-in-part'],
      container: outcomes.container,
      duplicate: outcomes.duplicate,
      unreadable: outcomes.unreadable,
    },
    TRUTH.account,
  );
  assert.equal(waiting, 0);

  const { files } = await opened.files({ limit: 1000, offset: 0 });
  for (const told of TRUTH.files) {
    const found = files.find(({ path, pathBytes }) =>
      told.nameBytes === undefined ? path === `leak/${told.path}` : pathBytes?.endsWith(told.nameBytes) === true,
    );
    assert.ok(found, told.path);
    assert.equal(found.sha256, told.sha256, told.path);
    if (found.outcome === 'duplicate') continue;
    assert.ok(told.outcomes.includes(found.outcome), `${told.path} is ${found.outcome}`);
    if (told.reasons !== undefined) assert.ok(told.reasons.includes(found.reason?.code ?? ''), told.path);
    if (told.mediaType !== undefined) assert.equal(found.mediaType, told.mediaType, told.path);
    if (told.pages !== undefined) assert.equal(found.pages, told.pages, told.path);
    for (const language of told.languages ?? [])
      assert.ok(found.languages?.includes(language), `${told.path} ${language}`);
    if (told.says === undefined) continue;
    const document = await opened.document(told.sha256);
    for (const { words, page } of told.says) {
      const share = shareOf(words, textOf(document, page));
      assert.ok(share >= (told.recognised === true ? RECOGNISED : 1), `${told.path}: ${words} (${share.toFixed(2)})`);
    }
  }
});

function textOf(document: DocumentView | undefined, page?: number): string {
  const { text, pages } = document?.reading ?? { text: '', pages: [] };
  const { start, end } = pages.find(({ number }) => number === page) ?? { start: 0, end: text.length };
  return text.slice(start, end);
}

/** How many of the pairs of neighbouring letters in `words` stand somewhere in `text`: 1 if all of it does. */
function shareOf(words: string, text: string): number {
  const [sought, given] = [bare(words), bare(text)];
  if (given.includes(sought)) return 1;
  const pairs = Array.from({ length: sought.length - 1 }, (_, at) => sought.slice(at, at + 2));
  return Math.min(0.99, pairs.filter((pair) => given.includes(pair)).length / pairs.length);
}

function bare(text: string): string {
  return text.normalize('NFKC').replaceAll(/[\s\u200E\u200F\u202A-\u202E]/g, '');
}
