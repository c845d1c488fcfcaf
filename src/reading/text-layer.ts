import type { WordBox } from '../nouns/reading.ts';

/**
 * Whether the words that a scanned file brings with it are those of its pictures, by a fresh recognition of a few pages.
 * Scanners write such layers unseen; one in the wrong language, or of another file, makes a document that nobody finds.
 */
export interface LayerVerdict {
  readonly wrong: boolean;
  /** Pages that could be compared: recognised well, and with enough on them. */
  readonly pages: number;
  /** Share, 0 to 1, of what was recognised that the layer has too; the mean of the pages. */
  readonly agreement: number;
}

interface Recognised {
  readonly text: string;
  readonly words: readonly WordBox[];
  readonly confidence: number;
}

const AGREES = 0.5; // share of pieces: layers of good scanners have 0.9 and more, those of other texts 0.3 and less
const WELL_READ = 80; // mean confidence of a page that can judge another reading of it
const SURE = 75; // confidence of a word that is compared
const MIN_PIECES = 40; // of a page: two lines of print

/** Gathers pages as they are recognised, in any order. */
export class LayerCheck {
  readonly #shares: number[] = [];

  compare(layer: string, recognised: Recognised): void {
    const share = agreementOf(layer, recognised);
    if (share !== undefined) this.#shares.push(share);
  }

  /** Undefined where no page could be compared: the layer stays. Wrong where it is so on most pages. */
  get verdict(): LayerVerdict | undefined {
    const pages = this.#shares.length;
    if (pages === 0) return undefined;
    const bad = this.#shares.filter((share) => share < AGREES).length;
    return { wrong: 2 * bad > pages, pages, agreement: this.#shares.reduce((sum, share) => sum + share, 0) / pages };
  }
}

/** What people are told of it: a field of the document. */
export function sayVerdict({ wrong, pages, agreement }: LayerVerdict): string {
  const share = `${Math.round(100 * agreement)} % agreement on ${pages} compared ${pages === 1 ? 'page' : 'pages'}`;
  return wrong ? `replaced by recognition: ${share}` : `kept: ${share}`;
}

/** Undefined where the page was not recognised well enough to judge. */
function agreementOf(layer: string, { text, words, confidence }: Recognised): number | undefined {
  if (confidence < WELL_READ) return undefined;
  const sure = words.filter(([, , , , , , each = 0]) => each >= SURE).map(([start, end]) => text.slice(start, end));
  const pieces = sure.flatMap((word) => piecesOf(word));
  if (pieces.length < MIN_PIECES) return undefined;
  const known = new Set(piecesOf(layer));
  return pieces.filter((piece) => known.has(piece)).length / pieces.length;
}

/**
 * Three letters or figures in a row within a word; two in Chinese, which has no spaces; in the forms that compatibility
 * characters and capitals stand for (Unicode Standard Annex 15, NFKC).
 */
function piecesOf(text: string): readonly string[] {
  const runs =
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/\p{sc=Han}+|[[\p{L}\p{N}]--\p{sc=Han}]+/gv) ?? [];
  return runs.flatMap((run) => {
    const letters = Array.from(run);
    const size = /\p{sc=Han}/v.test(run) ? 2 : 3;
    return letters.slice(size - 1).map((_, at) => letters.slice(at, at + size).join(''));
  });
}
