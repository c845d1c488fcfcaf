import { attributeOf, walkXml } from './office-text.ts';

/** Which styles hide their words. Hiding is a toggle: where the paragraph and the run both say it, it is off again. */
export interface HidingStyles {
  /** By their id; undefined: the paragraph that names none. */
  paragraph(style: string | undefined): boolean;
  character(style: string): boolean;
  /** The document hides every word that says nothing else. */
  readonly everything: boolean;
}

export const NO_STYLES: HidingStyles = { paragraph: () => false, character: () => false, everything: false };

interface Style {
  readonly basedOn?: string;
  readonly hides?: boolean;
}

const MOST_ANCESTORS = 30; // Word allows eleven

/**
 * The part `word/styles.xml`: which styles have `vanish` (ECMA-376 part 1 §17.3.2.41), by themselves or from the style
 * they are based on.
 *
 * @throws ReadingFailed `broken`
 */
export function hidingStyles(bytes: Uint8Array): HidingStyles {
  const styles = new Map<string, Style>();
  let [id, isDefault, everything, inDefaults] = ['', false, false, false];
  let fallback: string | undefined;
  let style: { basedOn?: string; hides?: boolean } = {};
  walkXml(bytes, {
    open(name, attributes) {
      const value = attributeOf(attributes, 'val');
      if (name === 'rPrDefault') inDefaults = true;
      if (name === 'style') {
        id = attributeOf(attributes, 'styleId') ?? '';
        isDefault =
          attributeOf(attributes, 'type') === 'paragraph' && !isOff(attributeOf(attributes, 'default') ?? '0');
        style = {};
      }
      if (name === 'basedOn' && value !== undefined) style.basedOn = value;
      if (name !== 'vanish') return;
      if (inDefaults) everything = !isOff(value);
      else style.hides = !isOff(value);
    },
    text() {},
    close(name) {
      if (name === 'rPrDefault') inDefaults = false;
      if (name !== 'style') return;
      styles.set(id, style);
      if (isDefault) fallback = id;
    },
  });
  const hides = (named: string | undefined): boolean => {
    let at = named;
    for (let steps = 0; at !== undefined && steps < MOST_ANCESTORS; steps += 1) {
      const found = styles.get(at);
      if (found?.hides !== undefined) return found.hides;
      at = found?.basedOn;
    }
    return false;
  };
  return { everything, paragraph: (named) => hides(named ?? fallback), character: hides };
}

/** ECMA-376 part 1 §22.9.2.7: how a file says no. */
export function isOff(value: string | undefined): boolean {
  return value === '0' || value === 'false' || value === 'off';
}
