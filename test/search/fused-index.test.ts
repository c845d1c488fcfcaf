import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FusedIndex } from '../../src/search/fused-index.ts';
import type { SearchRequest, SearchResult } from '../../src/search/search-index.ts';
import { testSearchIndex } from './index-conformance.ts';
import { MemoryIndex } from './memory-index.ts';
import { documentOf } from './shelf.ts';

testSearchIndex('FusedIndex of two engines that agree', async () => {
  const [rows, others] = [new Map(), new Map()];
  return { open: async () => new FusedIndex(new MemoryIndex(rows), [new MemoryIndex(others)]) };
});

/** An engine that finds the same and thinks the opposite. */
class ContraryIndex extends MemoryIndex {
  override async search(request: SearchRequest): Promise<SearchResult> {
    const result = await super.search({ ...request, limit: 10_000, offset: 0 });
    return { ...result, hits: result.hits.toReversed().slice(0, request.limit) };
  }
}

const DOCUMENTS = [
  documentOf('a', ['organ organ organ', 'organ of the state', 'an organ of the state of things as they are']),
];

test('another engine changes the order, and neither what is found nor how much', async () => {
  const request = { query: 'organ', limit: 10, offset: 0 };
  const [plain, alone] = [new MemoryIndex(), new FusedIndex(new MemoryIndex(), [])];
  const both = new FusedIndex(new MemoryIndex(), [new ContraryIndex(), new ContraryIndex()]);
  for (const index of [plain, alone, both]) await index.put(DOCUMENTS);
  const [expected, same, other] = [
    await plain.search(request),
    await alone.search(request),
    await both.search(request),
  ];
  assert.deepEqual(same, expected);
  assert.equal(other.total, expected.total);
  const ordinals = ({ hits }: SearchResult): readonly number[] => hits.map(({ ordinal }) => ordinal);
  assert.deepEqual(ordinals(other), ordinals(expected).toReversed());
  const page = await both.search({ ...request, limit: 1, offset: 1 });
  assert.deepEqual(ordinals(page), ordinals(other).slice(1, 2));
  assert.deepEqual(ordinals(await both.search({ ...request, sort: 'path' })), [0, 1, 2]);
});
