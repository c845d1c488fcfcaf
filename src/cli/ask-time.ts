import { Problem } from '../base/problem.ts';
import type { OpenCase } from '../house.ts';

/**
 * The one place of the program that asks something of a network: a time authority or a calendar whose address a person
 * has just typed. It sends a hash, and a nonce that it never used before.
 */

const LONGEST_ANSWER = 1024 * 1024; // bytes
const LONGEST_MS = 30_000;

/** @throws Problem `not-found` where nobody answers, `bad-input` where the answer dates nothing */
export async function askAuthority(
  opened: OpenCase,
  addresses: readonly string[],
  roots: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  for (const address of addresses) {
    const { authority } = await opened.requestStamps();
    const headers = { 'content-type': 'application/timestamp-query', accept: 'application/timestamp-reply' };
    const bytes = await ask(address, { method: 'POST', headers, body: Buffer.from(authority.bytes) }, signal);
    await opened.bringStamp({ name: authority.name.replace(/\.tsq$/, '.tsr'), bytes, roots });
  }
}

/** Asks again for what the calendar has promised, or for a promise where there is none yet. */
export async function askCalendar(opened: OpenCase, addresses: readonly string[], signal: AbortSignal): Promise<void> {
  for (const address of addresses) {
    const base = address.replace(/\/+$/, '');
    const promised = (await opened.stamps()).flatMap(({ check }) =>
      'attestations' in check
        ? check.attestations.filter(({ state, calendar }) => state === 'pending' && calendar === base)
        : [],
    );
    const commitments = new Set(promised.flatMap(({ commitment }) => commitment ?? []));
    if (commitments.size === 0) {
      const { calendar } = await opened.requestStamps();
      const bytes = await ask(`${base}/digest`, { method: 'POST', body: Buffer.from(calendar.bytes) }, signal);
      await opened.bringStamp({ name: calendar.name.replace(/\.digest$/, '.answer'), bytes, roots: [] });
    }
    for (const commitment of commitments) {
      const bytes = await ask(`${base}/timestamp/${commitment}`, { method: 'GET' }, signal);
      await opened.bringStamp({ name: `${commitment}.answer`, bytes, roots: [] });
    }
  }
}

async function ask(address: string, request: RequestInit, signal: AbortSignal): Promise<Uint8Array> {
  try {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(LONGEST_MS)]);
    const answer = await fetch(address, { ...request, redirect: 'error', signal: limit });
    if (!answer.ok) throw new Error(`status ${answer.status}`);
    return await firstBytes(answer);
  } catch (error) {
    signal.throwIfAborted();
    throw new Problem('not-found', 'Nobody has answered with a time stamp at that address.', {
      remedy: 'Check the address and the network. A calendar answers only some hours after its promise.',
      cause: error,
    });
  }
}

async function firstBytes(answer: Response): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of answer.body ?? []) {
    length += piece.byteLength;
    if (length > LONGEST_ANSWER) throw new Error('an answer that is too long');
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}
