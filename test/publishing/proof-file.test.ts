import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import * as fc from '../properties.ts';
import { ShownTree } from '../../src/publishing/verifier/log-check.mjs';
import { nodeTools } from '../../src/publishing/verifier/node-files.mjs';
import { openProof } from '../../src/publishing/verifier/proof-file.mjs';
import { leafHash, MerkleTree, verifyInclusion } from '../../src/vault/merkle.ts';

/** As a whole, or 'no JSON'. */
function read(text: string): unknown {
  try {
    const { proof, entries } = openProof(Buffer.from(text));
    if (entries === undefined) return proof;
    return { ...(proof as object), entries: [...entries] };
  } catch (error) {
    if (error instanceof SyntaxError) return 'no JSON';
    throw error;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return 'no JSON';
  }
}

const SPELLINGS = [
  ['{"a":1,"entries":[{"x":"}],"},[1,2,{}],3,"s"],"b":[1]}', 'signs of JSON within texts, and lists within lists'],
  ['{"entries":[]}', 'an empty list'],
  [' {\n"entries" : [ 1 , {"b":[1]} ]\t, "c" : null } ', 'white space wherever it may be'],
  ['{"a":{"entries":[9]},"entries":[1]}', 'another list of that name, further in'],
  ['{"entries":[1],"entries":[2]}', 'the name twice: the last counts, as for JSON.parse'],
  ['{"entries":[1],"ent\\u0072ies":[2]}', 'the name in another spelling'],
  ['{"a":"x\\\\","b":"\\"","entries":["é—"]}', 'backslashes'],
  ['{"entries":[1,]}', 'a comma too many'],
  ['{"entries":[1 2]}', 'a comma too few'],
  ['{"entries":[1}]', 'brackets that do not fit'],
  ['{"entries":[1]}x', 'something behind it'],
  ['{"entries":[{"a":1}', 'an end too soon'],
  ['{"entries":1}', 'no list'],
  ['null', 'no object'],
  ['', 'nothing'],
] as const;

test('a proof whose entries are read one at a time says what it says as a whole', () => {
  for (const [text, why] of SPELLINGS) assert.deepEqual(read(text), parsed(text), why);
  const sound = '{"a":"b","entries":[{"k":[1,"x"]},{"k":"]"}],"c":[{}]}';
  const signs = fc.constantFrom(...Array.from('{}[]",:\\ 1an'), '');
  const change = fc.tuple(fc.nat(sound.length), fc.nat(3), signs);
  fc.assert(
    fc.property(fc.array(change, { minLength: 1, maxLength: 3 }), (changes) => {
      let text = sound;
      for (const [at, length, sign] of changes) text = text.slice(0, at) + sign + text.slice(at + length);
      const [own, whole] = [read(text), parsed(text)];
      // What is no object is no proof, however it is read.
      if (typeof whole === 'object' && whole !== null && !Array.isArray(whole)) assert.deepEqual(own, whole, text);
      if (whole === 'no JSON') assert.equal(own, 'no JSON', text);
    }),
    { numRuns: 3_000 },
  );
});

/** Of as many leaves. */
function treeOf(size: number): { readonly tree: MerkleTree; readonly leaves: readonly Uint8Array[] } {
  const leaves = Array.from({ length: size }, (_, n) => leafHash(Buffer.from(`entry ${n}`)));
  const tree = new MerkleTree();
  for (const leaf of leaves) tree.push(leaf);
  return { tree, leaves };
}

test('a proof that has most in common with one before it counts exactly where it would count alone', () => {
  const base64 = (hash: Uint8Array): string => Buffer.from(hash).toString('base64');
  const kinds = fc.constantFrom(
    'sound',
    'sound',
    'sound',
    'other leaf',
    'other hash',
    'shorter',
    'longer',
    'elsewhere',
  );
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 70 }),
      fc.array(fc.tuple(fc.nat(69), kinds, fc.nat(20)), { minLength: 1, maxLength: 40 }),
      (size, asked) => {
        const { tree, leaves } = treeOf(size);
        const checkpoint = { size, root: tree.root(size) };
        const shown = new ShownTree(checkpoint, nodeTools);
        for (const [number, kind, place] of asked) {
          const at = number % size;
          const path = [...tree.inclusionProof(at, size)];
          let leaf = leaves[at] ?? leafHash(Buffer.from(''));
          const other = createHash('sha256').update(String(place)).digest();
          if (kind === 'other leaf') leaf = other;
          if (kind === 'other hash' && path.length > 0) path[place % path.length] = other;
          if (kind === 'shorter') path.pop();
          if (kind === 'longer') path.push(other);
          const index = kind === 'elsewhere' ? place : at;
          const alone = index < size && verifyInclusion(leaf, index, size, path, checkpoint.root);
          assert.equal(shown.includes(leaf, index, path.map(base64)), alone, `${kind} of ${size}`);
        }
      },
    ),
  );
});
