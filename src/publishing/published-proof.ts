import type { Desk } from '../desk/desk.ts';
import type { PublishedProof } from '../nouns/publication.ts';
import { startProof, type ProofCheck } from '../vault/proof.ts';
import type { Signer } from '../vault/signed-note.ts';
import { entryOfKey } from './key-entry.ts';
import { PROOF_PATH } from './package-format.ts';

export interface ProofParts {
  readonly folder: string;
  readonly desk: Desk;
  /** Who signs the package. */
  readonly signer: Signer;
}

interface ReceivedEntry {
  readonly entry: number;
  readonly opened: boolean;
}

/**
 * The proof of a package: its pieces with kind, hash and day; of each original behind them that it was received, and the
 * day; and that the key which signs the package is one of the case. All else stays closed.
 *
 * @param pieces numbers of the entries that name a published file
 * @param received entries that say an original was received; `opened`: with its hash
 * @returns its text, part by part, and what is told of it
 */
export async function publishedProof(
  { folder, desk, signer }: ProofParts,
  { pieces, received }: { readonly pieces: readonly number[]; readonly received: readonly ReceivedEntry[] },
): Promise<{ readonly parts: AsyncIterable<string>; readonly proof: PublishedProof }> {
  const entries = [
    { seq: await entryOfKey(desk, signer.key.text), fields: ['kind', 'key'] },
    ...received.map(({ entry, opened }) => ({
      seq: entry,
      fields: opened ? ['kind', 'original', 'day'] : ['kind', 'day'],
    })),
    ...pieces.map((seq) => ({ seq, fields: ['kind', 'derivative', 'day'] })),
  ];
  const once = new Map(entries.map((each) => [each.seq, each]));
  const inOrder = [...once.values()].toSorted((a, b) => a.seq - b.seq);
  const { check, parts } = await startProof(folder, desk.ledger, inOrder, { earliest: true, keys: [signer.key.id] });
  const { origin, size } = check;
  if (origin === undefined || size === undefined) throw new Error('a proof that does not hold');
  return { parts, proof: { path: PROOF_PATH, origin, size, dated: datesOf(check) } };
}

/** What stamps say of themselves: whether their authority is to be trusted is for whoever checks the package. */
export function datesOf({ stamps }: ProofCheck): PublishedProof['dated'] {
  return stamps.flatMap((stamp): PublishedProof['dated'] => {
    if ('attestations' in stamp) {
      const times = stamp.attestations.flatMap(({ time }) => time ?? []).toSorted();
      return times[0] === undefined ? [] : [{ kind: 'opentimestamps', time: times[0] }];
    }
    if (stamp.time === undefined) return [];
    return [{ kind: 'key' in stamp ? 'cosignature' : 'rfc3161', time: stamp.time }];
  });
}
