import chardet from 'chardet';
import iconv from 'iconv-lite';
import type { Reason } from '../../nouns/outcome.ts';

/**
 * Names as archives hold them: bytes in UTF-8, or in the code page of the machine that packed them, which they do not
 * name. All strange names of one archive are looked at together, since one alone is too short to tell.
 */
export class ArchiveNames {
  readonly #strange: Uint8Array[] = [];
  #strangeBytes = 0;
  #encoding: string | undefined;

  /** Adds a name to the sample, to be called for all names before `shown` where that costs little. */
  see(untrustedName: Uint8Array): void {
    if (strictUtf8(untrustedName) !== undefined || this.#strangeBytes > SAMPLE) return;
    this.#strange.push(untrustedName, Buffer.from('\n'));
    this.#strangeBytes += untrustedName.byteLength;
    this.#encoding = undefined;
  }

  /** The name for people, without the `./` that stands before it. Well-formed, and as untrusted as before. */
  shown(untrustedName: Uint8Array): string {
    return (strictUtf8(untrustedName) ?? this.#decode(untrustedName)).replace(/^(\.\/)+/v, '');
  }

  #decode(untrustedName: Uint8Array): string {
    if (this.#strange.length === 0) this.see(untrustedName);
    this.#encoding ??= this.#guess();
    return iconv.decode(Buffer.from(untrustedName), this.#encoding);
  }

  #guess(): string {
    const guessed = chardet.detect(Buffer.concat(this.#strange));
    return guessed !== null && iconv.encodingExists(guessed) ? guessed : 'cp437';
  }
}

/** In bytes of names. */
const SAMPLE = 64 * 1024;

/** Why an entry of that name must not be taken out, if so. */
export function nameRefusal(shownName: string): Reason | undefined {
  const leadsOut = /^\/|^[A-Za-z]:|\\|\0|(^|\/)\.\.(\/|$)/v.test(shownName) || shownName === '';
  return leadsOut ? { code: 'unsafe-name' } : undefined;
}

function strictUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    // Safe: not UTF-8 is an answer, and the caller goes on to guess.
    return undefined;
  }
}
