import { hash } from 'node:crypto';
import type { SourceSummary } from '../../nouns/claim-views.ts';
import { sourceKey, sourceOf } from '../lineage/sources.ts';

const LONGEST_KEY = 80; // UTF-16 units

/** What a source is called in addresses, and what it is: by what lining up knows of it, or by its name alone. */
export function sourceIn({
  source,
  key = sourceKey(source),
  kind = sourceOf(source, { id: '', text: '' }).kind,
}: {
  readonly source: string;
  readonly key?: string;
  readonly kind?: SourceSummary['kind'];
}): { readonly key: string; readonly kind: SourceSummary['kind'] } {
  const document = /^document (\S+)$/.exec(source)?.[1];
  if (document !== undefined) return { key: `document-${document}`, kind: 'document' };
  const plain = key
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');
  if (plain !== '' && plain.length <= LONGEST_KEY) return { key: plain, kind };
  return { key: `${plain.slice(0, LONGEST_KEY).toWellFormed()}-${hash('sha256', source, 'hex').slice(0, 8)}`, kind };
}
