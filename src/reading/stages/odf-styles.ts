import { attributeOf, walkXml } from './office-text.ts';

interface Style {
  readonly parent: string | undefined;
  hides?: boolean;
}

const MOST_ANCESTORS = 30;

/** Styles of a document by family and name; those of `styles.xml` are taken first, those of `content.xml` over them. */
export class OdfStyles {
  readonly #styles = new Map<string, Style>();

  /** OpenDocument 1.2 part 1 §16.2, and `text:display` of §20.371. @throws ReadingFailed `broken` */
  take(bytes: Uint8Array): void {
    let style: Style | undefined;
    walkXml(bytes, {
      open: (name, attributes) => {
        const say = (key: string): string | undefined => attributeOf(attributes, key);
        if (name === 'style' || name === 'default-style') {
          const family = say('family') ?? '';
          const parent = say('parent-style-name');
          style = { parent: name === 'default-style' ? undefined : `${family} ${parent ?? ''}` };
          this.#styles.set(`${family} ${say('name') ?? ''}`, style);
        }
        const display = say('display');
        if (style !== undefined && display !== undefined && (name === 'text-properties' || name === 'properties'))
          style.hides = display === 'none';
      },
      text() {},
      close(name) {
        if (name === 'style' || name === 'default-style') style = undefined;
      },
    });
  }

  hides(family: 'paragraph' | 'text', name: string): boolean | undefined {
    let at: string | undefined = `${family} ${name}`;
    for (let steps = 0; at !== undefined && steps < MOST_ANCESTORS; steps += 1) {
      const found = this.#styles.get(at);
      if (found?.hides !== undefined) return found.hides;
      at = found?.parent;
    }
    return undefined;
  }
}
