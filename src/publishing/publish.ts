import { Problem } from '../base/problem.ts';
import type { CaseClaims } from '../claims/case-claims.ts';
import type { Desk } from '../desk/desk.ts';
import type { Publication, PublishedDocument, RenderPublication } from '../nouns/publication.ts';
import type { Identity } from '../vault/identity.ts';
import { signNote, type Signer } from '../vault/signed-note.ts';
import type { Store } from '../vault/store.ts';
import { publishedClaims, publishedDocuments, type ChosenDocument } from './assemble.ts';
import { BagWriter } from './bag.ts';
import { chosenDocuments, type ChoosingParts } from './chosen-documents.ts';
import { checksOf, isStopped, withheldIn, type PackageChecks } from './package-checks.ts';
import { actsOf, originalsOf, type GivenOut } from './given-out.ts';
import { contentIn, writePages, writePayload } from './package-files.ts';
import { packageNote, publicationId } from './package-format.ts';
import type { PieceParts } from './pieces.ts';
import type { Profile } from './profile.ts';
import type { PublishedOriginals } from './published-lineage.ts';
import { publishedProof } from './published-proof.ts';

/** What a case can give to strangers (docs/formats/package.md). */
export interface Publishing {
  /**
   * Makes the pieces of what the profile names, signs for them, writes the package beside `out` and searches it. Nothing
   * stands at `out` until `publish` is called.
   * @throws Problem `bad-input`, `not-found`, `not-allowed`, `reader-failed`, `altered`, `disk-full`, `unreadable-place`
   */
  preparePackage(profile: Profile, options: PrepareOptions): Promise<PreparedPackage>;
}

interface PrepareOptions {
  readonly out: string;
  readonly render: RenderPublication;
  readonly signal: AbortSignal;
  /** Told after each document. */
  readonly onProgress?: (pages: number) => void;
  /** Told after each picture in which withheld words are looked for. */
  readonly onRecognised?: (pictures: number) => void;
}

export interface PreparedPackage {
  readonly publication: Publication;
  /** Verifier key that signs it. */
  readonly key: string;
  /** Where it lies until it has its name. */
  readonly folder: string;
  readonly files: number;
  readonly bytes: number;
  readonly checks: PackageChecks;
  /** A check stops it: `publish` would throw. */
  readonly stopped: boolean;
  /**
   * Signs for it and gives it its name.
   * @throws Problem `not-allowed` where a check stops it; `bad-input` if something stands there by now
   */
  publish(): Promise<void>;
  /** Takes what was written away. */
  drop(): Promise<void>;
}

interface PublishingParts extends Pick<CaseClaims, 'claims' | 'claim'>, ChoosingParts {
  readonly desk: Desk;
  readonly derived: Store;
  readonly vault: Store;
  readonly folder: string;
  readonly identity: Identity | undefined;
  readonly layout: PieceParts['layout'];
  readonly draw: PublishedDrawing;
}

export type PublishedDrawing = PieceParts['draw'];

const AGENT = 'Touchstone';

export function openPublishing(parts: PublishingParts): Publishing {
  return {
    async preparePackage(profile, options) {
      if (parts.identity === undefined) throw notSigned();
      const bag = await BagWriter.at(options.out, { outside: parts.folder });
      try {
        return await prepare(parts, { profile, options, bag, identity: parts.identity });
      } catch (error) {
        await bag.drop();
        throw error;
      }
    },
  };
}

interface Preparing {
  readonly profile: Profile;
  readonly options: PrepareOptions;
  readonly bag: BagWriter;
  readonly identity: Identity;
}

async function prepare(parts: PublishingParts, preparing: Preparing): Promise<PreparedPackage> {
  const { desk } = parts;
  const { profile, bag, identity, options } = preparing;
  const chosen = await chosenDocuments({ ...parts, signer: identity.person }, profile, options);
  await desk.checkpoint();
  const signer = identity.signerFor(desk.ledger.origin);
  const { render, signal } = options;
  const { documents, originals } = publishedDocuments(chosen, contentIn(bag));
  await writePages(bag, parts, documents, signal);
  const { publication, proofParts, leftOut } = await assembled(parts, {
    profile: { ...profile, day: profile.day ?? lastDay(chosen) },
    documents,
    originals,
    signer,
  });
  await writePayload(bag, parts, { publication, proofParts, render, signal });
  const manifest = await bag.close({ ...publication, identifier: publication.id, agent: AGENT }, (hash) =>
    signNote(packageNote(desk.ledger.origin, hash), signer),
  );
  const searched = await withheldIn(bag, { profile, documents }, parts, options);
  const checks = { ...checksOf(chosen), ...searched, claimsLeftOut: leftOut };
  const key = signer.key.text;
  return prepared(parts, preparing, { publication, key, manifest, checks, originals: originalsOf(originals) });
}

interface Assembling {
  readonly profile: Profile & { readonly day: string };
  readonly documents: readonly PublishedDocument[];
  readonly originals: PublishedOriginals;
  readonly signer: Signer;
}

/** What is told, and the proof of it. */
async function assembled(
  parts: PublishingParts,
  { profile, documents, originals, signer }: Assembling,
): Promise<{
  readonly publication: Publication;
  readonly proofParts: AsyncIterable<string>;
  readonly leftOut: readonly string[];
}> {
  const { parts: proofParts, proof } = await publishedProof(
    { folder: parts.folder, desk: parts.desk, signer },
    {
      pieces: documents.flatMap(({ pages }) =>
        pages.flatMap(({ picture, text }) => [picture?.entry ?? text.entry, text.entry]),
      ),
      received: documents.map(({ received, original }) => ({ ...received, opened: original !== undefined })),
    },
  );
  const { claims, leftOut } = await publishedClaims(parts, profile, originals);
  const told = {
    title: profile.title,
    ...(profile.publisher === undefined ? {} : { publisher: profile.publisher }),
    ...(profile.url === undefined ? {} : { url: profile.url }),
    day: profile.day,
    language: profile.language,
    documents,
    claims,
    proof,
  };
  return { publication: { id: publicationId(told), ...told }, proofParts, leftOut };
}

function prepared(
  { desk }: PublishingParts,
  { profile, bag }: Preparing,
  made: Pick<PreparedPackage, 'checks' | 'key'> & Omit<GivenOut, 'profile'>,
): PreparedPackage {
  const { publication, key, checks, manifest, originals } = made;
  let isSigned = false;
  return {
    publication,
    key,
    folder: bag.folder,
    files: bag.files.length,
    bytes: bag.files.reduce((sum, { size }) => sum + size, 0),
    checks,
    stopped: isStopped(checks),
    async publish() {
      if (isStopped(checks)) throw stopped();
      // Signed for first: what may be with strangers must be in the ledger. Once: it may be tried again where the package
      // could not be given its name.
      if (!isSigned) {
        await desk.act(actsOf({ publication, manifest, profile, originals }));
        isSigned = true;
      }
      await bag.publish();
    },
    drop: () => bag.drop(),
  };
}

/** On which the last of its pieces was made. */
function lastDay(chosen: readonly ChosenDocument[]): string {
  const days = chosen.flatMap(({ pieces }) => pieces.flatMap(({ text, picture }) => [text.day, picture?.day ?? '']));
  return days.reduce((last, day) => (day > last ? day : last), '0000-01-01');
}

function notSigned(): Problem {
  return new Problem('not-allowed', 'The case was opened without a signing identity, so nothing can be published.', {
    remedy: 'Publish as a person who signs: see `touchstone doctor`.',
  });
}

function stopped(): Problem {
  return new Problem('not-allowed', 'The package holds what must not be published.', {
    remedy: 'Leave out what the checks name, or confirm what originals carry, then publish again.',
  });
}
