import { PUBLICATION_LANGUAGES } from '../nouns/publication.ts';
import { checkGiven, type GivenPackage } from '../publishing/given-check.ts';
import { telling, type PackageDoor } from './package-messages.ts';

/** In the process of a package: needs no case, and nobody who signs. */
export async function checkPackage(given: GivenPackage, { signal, tell }: PackageDoor): Promise<void> {
  const onProgress = telling(({ files, of }: { readonly files: number; readonly of: number }) =>
    tell({ kind: 'checking', files, of }),
  );
  const { archive, isOfEntry, check } = await checkGiven(given, { signal, onProgress });
  const [en, zh, ug] = PUBLICATION_LANGUAGES.map((language) => check.told(language));
  const told = { en: en ?? [], 'zh-Hans': zh ?? [], ug: ug ?? [] };
  await tell({ kind: 'checked', checked: { isOfEntry, told, ...(archive === undefined ? {} : { archive }) } });
}
