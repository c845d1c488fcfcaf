import { canonicalJson } from '../base/canonical-json.ts';
import type { Json } from '../base/json.ts';
import type { Publication } from '../nouns/publication.ts';
import { sha256Of, type Sha256 } from '../nouns/sha256.ts';
import type { Act } from '../vault/ledger.ts';
import type { Profile } from './profile.ts';
import type { PublishedOriginals } from './published-lineage.ts';

export interface GivenOut {
  readonly publication: Publication;
  /** SHA-256 of `tagmanifest-sha256.txt`, which stands for the whole package. */
  readonly manifest: string;
  /** As it was asked for. */
  readonly profile: Profile;
  /** Originals that stand behind its documents, each with the id of the document. */
  readonly originals: readonly (readonly [Sha256, string])[];
}

export function originalsOf(originals: PublishedOriginals): GivenOut['originals'] {
  return [...originals].map(([original, { document }]) => [original, document.id] as const);
}

/** What is signed for when a package is given out: the package, then each original in it, so that it is in its life. */
export function actsOf({ publication, manifest, profile, originals }: GivenOut): readonly Act[] {
  const { id, title, documents, claims } = publication;
  const asked: Json = JSON.parse(JSON.stringify(profile));
  const pages = documents.reduce((sum, document) => sum + document.pages.length, 0);
  const told = { publication: id, title, documents: documents.length, pages, claims: claims.length };
  return [
    { kind: 'published', fields: { ...told, manifest, profile: sha256Of(canonicalJson(asked)) } },
    ...originals.map(([original, document]): Act => {
      return { kind: 'document-published', fields: { original, publication: id, title, document } };
    }),
  ];
}
