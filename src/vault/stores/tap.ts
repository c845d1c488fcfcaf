import { createHash } from 'node:crypto';
import { Problem } from '../../base/problem.ts';
import { sha256From, shortSha256, type Sha256 } from '../../nouns/sha256.ts';

/** Passes bytes through; throws Problem `altered` at the end if they are not what `expected` names. */
export async function* verified(bytes: AsyncIterable<Uint8Array>, expected: Sha256): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256');
  for await (const chunk of bytes) {
    hash.update(chunk);
    yield chunk;
  }
  if (sha256From(hash) !== expected) {
    throw new Problem('altered', `The stored copy of ${shortSha256(expected)} no longer matches its hash.`, {
      remedy: 'Restore it from another copy of the case, then run `touchstone verify CASE`. Do not cite it until then.',
    });
  }
}

export function missing(id: Sha256): Problem {
  return new Problem('not-found', `${shortSha256(id)} is not in this case.`, {
    remedy: 'Check the hash, or open the case that it was added to.',
  });
}

export async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
