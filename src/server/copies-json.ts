import type * as z from 'zod';
import type { ComparedDocument, Comparison, CopyGroup, NearCopies } from '../nouns/copies.ts';
import type { CompareAnswer, CopiesAnswer, CopyGroupsAnswer } from './copies-schemas.ts';

/** The copies of a document as the API and `touchstone copies --json` give them. */
export function copiesJson({ copies, near, group, looked }: NearCopies): z.output<typeof CopiesAnswer> {
  return {
    near,
    group,
    looked,
    copies: copies.map(({ kind, share, shareOfOther, ...document }) => ({
      ...documentJson(document),
      kind,
      share,
      shareOfOther,
    })),
  };
}

export function groupsJson({
  total,
  groups,
}: {
  readonly total: number;
  readonly groups: readonly CopyGroup[];
}): z.output<typeof CopyGroupsAnswer> {
  return {
    total,
    groups: groups.map(({ documents, fullest, members }) => ({
      documents,
      fullest,
      members: members.map(documentJson),
    })),
  };
}

/** A comparison as the API and `touchstone compare --json` give it. */
export function comparisonJson({ first, second, ...comparison }: Comparison): z.output<typeof CompareAnswer> {
  return { first: documentJson(first), second: documentJson(second), ...comparison };
}

function documentJson({ document, path, title, mediaType }: ComparedDocument) {
  return { sha256: document, path, mediaType, ...(title === undefined ? {} : { title }) };
}
