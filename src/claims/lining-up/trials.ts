import type { DocumentProfile } from './document-profile.ts';
import { failsOver, guiltyText } from './guilty-text.ts';
import type { TextIndex } from './text-index.ts';

/** Told what is about to be looked at, so that it is known if the process ends over it; `trial`: alone, to see whether it does. */
export type Look = (looked: { readonly documents: readonly string[]; readonly trial: boolean }) => void;

/** Texts are lined up alone, and in pairs, to learn which one it is that all others suffer from. */
export class Trials {
  readonly #index: TextIndex;
  readonly #lineUp: (profiles: readonly DocumentProfile[]) => void;

  /** @param lineUp lines up documents of which nothing else is known, and throws whatever that fails over */
  constructor(index: TextIndex, lineUp: (profiles: readonly DocumentProfile[]) => void) {
    this.#index = index;
    this.#lineUp = lineUp;
  }

  /** @param text over which lining up failed; it may be another one that fails beside whatever it is compared with */
  failing(text: number): number {
    return guiltyText(
      text,
      (each) => this.#index.meeting(each),
      (...texts) => this.#fails(texts),
    );
  }

  /**
   * @param text over which the process ended
   * @param ended what it has ended over when that was tried: a document, or two
   * @returns undefined where nothing that was tried ends it, or fails
   */
  ending(text: number, ended: readonly (readonly string[])[], look: Look | undefined): number | undefined {
    const over = new Set(ended.map(keyOf));
    let found = false;
    const fails = (...texts: readonly number[]): boolean => {
      const documents = texts.flatMap((each) => this.firstOf(each));
      if (!over.has(keyOf(documents))) look?.({ documents, trial: true });
      const failed = over.has(keyOf(documents)) || this.#fails(texts);
      found ||= failed;
      return failed;
    };
    const guilty = guiltyText(text, (each) => this.#index.meeting(each), fails);
    return found ? guilty : undefined;
  }

  /** Of a text the document that stands for all copies. */
  firstOf(text: number): readonly string[] {
    return this.#index.copiesOf(text).keys().take(1).toArray();
  }

  #fails(texts: readonly number[]): boolean {
    const copies = texts.flatMap((each) => this.#index.copiesOf(each).values().take(1).toArray());
    return failsOver(copies, this.#lineUp);
  }
}

function keyOf(documents: readonly string[]): string {
  return documents.toSorted().join(' ');
}
