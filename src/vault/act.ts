import { hash } from 'node:crypto';
import type { Instant } from '../base/clock.ts';
import type { Json } from '../base/json.ts';
import { disclose, PADDING } from './disclosure.ts';
import { dayOf, entryMessage, printEntry, printOpening, type OpenedEntry } from './entry.ts';
import { MAX_LINE_BYTES } from './line-file.ts';
import type { Signer } from './signed-note.ts';

/** What can be done to a case; docs/formats/ledger.md lists the fields of each. The list only grows. */
type ActKind =
  | 'case-created'
  | 'key-added'
  | 'accession-begun'
  | 'received'
  | 'noted'
  | 'accession-closed'
  | 'read'
  | 'derived'
  | 'asked-again'
  | 'aliased'
  | 'unaliased'
  | 'stamped'
  | 'opened'
  | 'bag-checked'
  | 'published'
  | 'document-published'
  | 'decided';

export interface Act {
  readonly kind: ActKind;
  /** A field that is undefined is left out. `kind`, `at`, `day` and `actor` are the ledger’s own. */
  readonly fields: Readonly<Record<string, Json | undefined>>;
}

/** Where in a log acts are to stand, and who says so. */
export interface Standing {
  readonly origin: string;
  /** Of the first act. */
  readonly seq: number;
  /** SHA-256 of the line before, in hex. */
  readonly prev: string;
  readonly at: Instant;
  readonly actor: string;
  /** The root, in base64, of the checkpoint over all entries before the first act, where one was signed. */
  readonly checkpoint?: string;
}

/** An act as it goes into the files: two lines without newline. */
export interface SignedAct {
  readonly line: Buffer;
  readonly opening: Buffer;
  readonly entry: OpenedEntry;
}

const OWN_FIELDS = new Set(['kind', 'at', 'day', 'actor', 'checkpoint', PADDING]);

/** Commits to, chains and signs acts that follow one another. */
export function signActs(acts: readonly Act[], standing: Standing, signer: Signer): readonly SignedAct[] {
  const { origin, at, actor } = standing;
  let { seq, prev, checkpoint } = standing;
  return acts.map(({ kind, fields }) => {
    const own = ownFields(fields);
    const before = checkpoint === undefined ? {} : { checkpoint };
    checkpoint = undefined;
    const sd = disclose([
      ...Object.entries({ kind, at, day: dayOf(at), actor, ...before }).map(([name, value]) => ({ name, value })),
      ...own.map(([name, value]) => ({ name, value })),
    ]);
    const line = Buffer.from(printEntry({ seq, prev, commitments: sd.map(({ commitment }) => commitment) }));
    const opening = Buffer.from(
      printOpening({
        seq,
        key: signer.key.id,
        signature: signer.sign(entryMessage(origin, line)),
        disclosures: sd.map(({ disclosure }) => disclosure),
      }),
    );
    if (opening.length > MAX_LINE_BYTES) throw new Error('an act with more to say than a ledger line holds');
    prev = hash('sha256', line, 'hex');
    return {
      line,
      opening,
      entry: { seq: seq++, hash: prev, kind, at, actor, ...before, fields: Object.fromEntries(own) },
    };
  });
}

function ownFields(fields: Act['fields']): readonly (readonly [string, Json])[] {
  return Object.entries(fields).flatMap(([name, value]) => {
    if (value === undefined) return [];
    if (OWN_FIELDS.has(name)) throw new Error(`the field ${name} is the ledger’s own`);
    return [[name, value] as const];
  });
}
