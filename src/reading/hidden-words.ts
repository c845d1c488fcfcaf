import type { MetadataField } from '../nouns/reading.ts';

/** The line above words of a page that nobody sees: docs/decisions/0007-hidden-text.md. */
export const NOT_VISIBLE = '[Not visible on the page]';

/** The fields of a reading whose words stand in the midst of its text, though whoever opens the file does not see them. */
const HIDING: ReadonlySet<string> = new Set([
  'tracked-deletion',
  'hidden-text',
  'hidden-slide',
  'hidden-sheet',
  'hidden-rows',
  'hidden-columns',
  'earlier-saves',
]);

/** The text of a page without what nobody sees on it. */
export function seenOnPage(text: string): string {
  const at = `\n${text}\n`.indexOf(`\n${NOT_VISIBLE}\n`);
  return at === -1 ? text : text.slice(0, Math.max(0, at - 1)).trimEnd();
}

/** What a file hides among words that are seen, by the names of the fields that tell it. */
export function hidingFields(metadata: readonly MetadataField[]): readonly string[] {
  return [...new Set(metadata.map(({ name }) => name))].filter((name) => HIDING.has(name));
}
