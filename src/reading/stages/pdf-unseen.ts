import type { MetadataField, Span, WordBox } from '../../nouns/reading.ts';
import { NOT_VISIBLE } from '../hidden-words.ts';
import { boxOfAdded, type Added } from './pdf-annotations.ts';
import type { LaidText } from './pdf-text.ts';

const LONGEST_SAMPLE = 400; // characters of hidden text in the metadata; all of it is in the text

/** A page's text, then what was put on it (form values, notes), then what nobody sees, under its line. */
export function withUnseen(
  laid: LaidText,
  hidden: LaidText,
  added: readonly Added[],
  page: { readonly width: number; readonly height: number },
): LaidText {
  const unseenNotes = added.filter(({ seen }) => !seen);
  if (hidden.text === '' && added.length === 0) return laid;
  const parts: string[] = laid.text === '' ? [] : [laid.text];
  let length = laid.text.length;
  const words: WordBox[] = [...laid.words];
  const blocks: Span[] = [...laid.blocks];
  const append = (text: string): number => {
    const at = length === 0 ? 0 : length + 2;
    parts.push(text);
    length = at + text.length;
    return at;
  };
  const addWhole = (note: Added): void => {
    const at = append(note.words);
    blocks.push({ start: at, end: length });
    words.push(...boxOfAdded(note, at, page));
  };
  for (const note of added) if (note.seen) addWhole(note);
  if (hidden.text !== '' || unseenNotes.length > 0) {
    const at = append(NOT_VISIBLE);
    blocks.push({ start: at, end: length });
  }
  if (hidden.text !== '') {
    const at = append(hidden.text);
    for (const { start, end } of hidden.blocks) blocks.push({ start: start + at, end: end + at });
    for (const [start, end, x, y, width, height] of hidden.words) {
      const inside = x >= 0 && y >= 0 && x + width <= page.width && y + height <= page.height;
      if (inside) words.push([start + at, end + at, x, y, width, height]);
    }
  }
  for (const note of unseenNotes) addWhole(note);
  return { text: parts.join('\n\n'), words, blocks };
}

/** That a page holds words that nobody sees, with the first of them. */
export function hiddenFields(text: string, number: number): readonly MetadataField[] {
  const words = text.replaceAll(/\s+/gv, ' ').trim();
  if (words === '') return [];
  const value = words.length > LONGEST_SAMPLE ? `${words.slice(0, LONGEST_SAMPLE).toWellFormed()} …` : words;
  return [{ name: 'not-visible', value, origin: `pdf page ${number}` }];
}
