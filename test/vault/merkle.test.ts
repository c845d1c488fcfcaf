import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from '../properties.ts';
import { leafHash, MerkleTree, verifyConsistency, verifyInclusion } from '../../src/vault/merkle.ts';

/** The leaves and roots that the Certificate Transparency implementations test themselves with. */
const LEAVES = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
const ROOTS = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

function treeOf(leaves: readonly Uint8Array[]): MerkleTree {
  const tree = new MerkleTree();
  for (const leaf of leaves) tree.push(leafHash(leaf));
  return tree;
}

const numbered = (size: number): MerkleTree => treeOf(Array.from({ length: size }, (_, i) => Buffer.from(`${i}`)));

test('the roots of the known leaves are the known roots, at every size', () => {
  const tree = treeOf(LEAVES.map((leaf) => Buffer.from(leaf, 'hex')));
  assert.deepEqual(
    ROOTS.map((_, size) => hex(tree.root(size))),
    ROOTS,
  );
});

test('the proofs of the known leaves are the known proofs', () => {
  const tree = treeOf(LEAVES.map((leaf) => Buffer.from(leaf, 'hex')));
  const inclusion = tree.inclusionProof(5, 8).map(hex);
  assert.deepEqual(inclusion, [
    'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
    'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
    'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  ]);
  const consistency = tree.consistencyProof(6, 8).map(hex);
  assert.deepEqual(consistency, [
    '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
    'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
    'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  ]);
});

const MAX = 70;
const whole = numbered(MAX);

test('every leaf is proved in every tree up to 70 leaves, and nowhere else', () => {
  for (let size = 1; size <= MAX; size++) {
    for (let index = 0; index < size; index++) {
      const proof = whole.inclusionProof(index, size);
      assert.ok(verifyInclusion(whole.leaf(index), index, size, proof, whole.root(size)));
      assert.ok(!verifyInclusion(whole.leaf((index + 1) % MAX), index, size, proof, whole.root(size)));
      assert.ok(index + 1 === size || !verifyInclusion(whole.leaf(index), index + 1, size, proof, whole.root(size)));
    }
  }
});

test('every tree up to 70 leaves is proved to begin with every smaller one', () => {
  for (let size = 1; size <= MAX; size++) {
    for (let older = 0; older <= size; older++) {
      const proof = whole.consistencyProof(older, size);
      const before = { size: older, root: whole.root(older) };
      const after = { size, root: whole.root(size) };
      assert.ok(verifyConsistency(before, after, proof), `${older} of ${size}`);
      if (older > 0) assert.ok(!verifyConsistency({ ...before, root: leafHash(Buffer.of(7)) }, after, proof));
      if (older > 0 && older < size) {
        assert.ok(!verifyConsistency(before, { ...after, root: leafHash(Buffer.of(7)) }, proof));
      }
    }
  }
});

test('a proof with any bit changed, a hash added or one taken away proves nothing', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: MAX }), fc.nat(), fc.nat(), fc.nat(255 * 8), (size, a, b, bit) => {
      const index = a % size;
      const proof = whole.inclusionProof(index, size).map((item) => Uint8Array.from(item));
      const at = proof[b % proof.length]!;
      at[(bit >> 3) % 32]! ^= 1 << (bit & 7);
      const root = whole.root(size);
      assert.ok(!verifyInclusion(whole.leaf(index), index, size, proof, root));
      const good = whole.inclusionProof(index, size);
      assert.ok(!verifyInclusion(whole.leaf(index), index, size, good.slice(1), root));
      assert.ok(!verifyInclusion(whole.leaf(index), index, size, [...good, root], root));
      const older = 1 + (b % (size - 1));
      const consistency = whole.consistencyProof(older, size);
      const before = { size: older, root: whole.root(older) };
      assert.ok(!verifyConsistency(before, { size, root }, [...consistency, root]));
      assert.ok(!verifyConsistency(before, { size, root }, consistency.slice(0, -1)));
    }),
  );
});

test('what is not in the tree is asked for in vain', () => {
  const tree = numbered(5);
  for (const ask of [
    () => tree.inclusionProof(5),
    () => tree.inclusionProof(-1),
    () => tree.inclusionProof(0, 6),
    () => tree.inclusionProof(0.5),
    () => tree.consistencyProof(6),
    () => tree.root(6),
    () => tree.leaf(5),
  ]) {
    assert.throws(ask, RangeError);
  }
});
