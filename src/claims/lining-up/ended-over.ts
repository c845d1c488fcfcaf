import type { Looked, Watch } from '../process/messages.ts';

/**
 * What is known of a text over which the process of claims ends while claims are computed. At first nothing; once the process
 * has ended it is asked to tell what it looks at, then to try that alone and beside others.
 */
export class EndedOver {
  #watching = false;
  #suspect: string | undefined;
  readonly #ended: (readonly string[])[] = [];
  readonly #times = new Map<string, number>();

  /** To be asked along with the next changes. */
  get watch(): Watch | undefined {
    if (!this.#watching) return undefined;
    return { ended: this.#ended, ...(this.#suspect === undefined ? {} : { suspect: this.#suspect }) };
  }

  /**
   * The process has ended.
   *
   * @returns the document that is to be left out: it has ended the process twice, and not when it was tried alone
   */
  note(looked: Looked | undefined): string | undefined {
    this.#watching = true;
    const [document] = looked?.documents ?? [];
    if (looked === undefined || document === undefined) return undefined;
    if (looked.trial) {
      this.#ended.push(looked.documents);
      return undefined;
    }
    const times = (this.#times.get(document) ?? 0) + 1;
    this.#times.set(document, times);
    this.#suspect = document;
    // Once may be chance: whoever ends processes ends this one too.
    return times > 1 ? document : undefined;
  }

  /** Changes were answered: what was suspected has been tried, or is left out. */
  answered(): void {
    this.#suspect = undefined;
  }
}
