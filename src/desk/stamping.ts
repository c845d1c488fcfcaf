import { Problem } from '../base/problem.ts';
import { sha256Of } from '../nouns/sha256.ts';
import type { Act } from '../vault/ledger.ts';
import { checkpointOver, makeProof, type ToOpen } from '../vault/proof.ts';
import {
  bringStamp,
  keptStamps,
  requestStamps,
  stampsIn,
  type BlockHeaders,
  type Brought,
  type Stamp,
  type StampRequest,
} from '../vault/stamps.ts';
import { requestFile, waitingRequest, type WaitingRequest } from '../vault/stamp-requests.ts';
import type { Desk } from './desk.ts';

/** What a case can show to strangers: dates of its checkpoints, always asked for by a person, and proofs of its entries. */
export interface Stamping {
  /** See `makeProof`. @throws Problem `not-found` */
  proof(entries: readonly ToOpen[]): Promise<string>;
  /** The size of the earliest checkpoint that covers this entry; undefined where none does yet. */
  checkpointOver(seq: number): Promise<number | undefined>;
  /** Signs a checkpoint if the ledger grew, and asks for stamps of it. @throws Problem as `requestStamps`, `not-allowed` */
  requestStamps(): Promise<StampRequest>;
  /** Keeps an answer and signs for it. @throws Problem `bad-input` for what dates no checkpoint; `not-allowed` */
  bringStamp(brought: Brought): Promise<readonly Stamp[]>;
  /** The request that was made last and has no answer yet. */
  waitingStampRequest(): Promise<WaitingRequest | undefined>;
  /** A file of it, by its name. */
  stampRequestFile(name: string): Promise<Uint8Array | undefined>;
  stamps(options?: { readonly roots?: readonly string[]; readonly headers?: BlockHeaders }): Promise<readonly Stamp[]>;
}

export function openStamping(desk: Desk, folder: string): Stamping {
  return {
    proof: (entries) => makeProof(folder, desk.ledger, entries),
    checkpointOver: (seq) => checkpointOver(folder, seq),
    async requestStamps() {
      await desk.checkpoint();
      return requestStamps(folder);
    },
    async bringStamp(brought) {
      if (!desk.canSign) throw notSigned();
      const before = await keptStamps(folder);
      const stamps = await bringStamp(folder, brought);
      const after = await keptStamps(folder);
      // An answer that is brought twice is kept as it is, and signed for once.
      const fresh = stamps.filter(({ name }) => before.get(name) !== after.get(name));
      await desk.act(fresh.map((stamp) => actOf(stamp, brought.bytes)));
      return stamps;
    },
    waitingStampRequest: () => waitingRequest(folder),
    stampRequestFile: (name) => requestFile(folder, name),
    stamps: (options) => stampsIn(folder, options),
  };
}

function notSigned(): Problem {
  return new Problem('not-allowed', 'The case was opened without a signing identity, so nothing can be kept with it.', {
    remedy: 'Bring the answer as a person who signs: see `touchstone doctor`.',
  });
}

function actOf({ size, name, kind, check }: Stamp, bytes: Uint8Array): Act {
  const time = 'time' in check ? check.time : undefined;
  const authority = 'authority' in check ? check.authority : undefined;
  return {
    kind: 'stamped',
    fields: { size, what: kind, file: name, brought: sha256Of(bytes), time, authority },
  };
}
