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
    return encodingOfNames(Buffer.concat(this.#strange));
  }
}

/** The likeliest encoding of names that are not UTF-8; `cp437`, that of the first zip archives, where nothing is likely. */
export function encodingOfNames(sample: Uint8Array): string {
  const [likeliest] = chardet.analyse(sample);
  const chinese = chineseEncoding(sample);
  if (
    chinese !== undefined &&
    !(likeliest !== undefined && likeliest.confidence >= SURE && OTHERS.test(likeliest.name))
  )
    return chinese;
  return likeliest !== undefined && iconv.encodingExists(likeliest.name) ? likeliest.name : 'cp437';
}

/** Whose letters in a row can be taken for common Chinese characters. */
const OTHERS = /^(?:windows-125[135]|KOI8-R|ISO-8859-[578]|EUC-|Shift_JIS)/v;
const SURE = 40; // per cent, as chardet has it

/**
 * Names are too short for statistics of letters, but in the wrong encoding common characters become rare ones: in GB 2312 the
 * 3,755 of level 1 lie in rows 16 to 55, signs in rows 1 to 3; in Big5 the 5,401 of level 1 lie from A440 to C67E, signs before.
 */
function chineseEncoding(sample: Uint8Array): 'gb18030' | 'big5' | undefined {
  const [gb, big5] = [
    shareOf(
      sample,
      (lead, trail) => ((lead >= 0xb0 && lead <= 0xd7) || (lead >= 0xa1 && lead <= 0xa3)) && trail >= 0xa1,
    ),
    shareOf(
      sample,
      (lead, trail) => lead >= 0xa1 && lead <= 0xc6 && (trail >= 0xa1 || (trail >= 0x40 && trail <= 0x7e)),
    ),
  ];
  if (Math.max(gb, big5) < COMMON) return undefined;
  return gb >= big5 ? 'gb18030' : 'big5';
}

const COMMON = 0.85;

/** Of the characters of two bytes those for which `is` holds. */
function shareOf(sample: Uint8Array, is: (lead: number, trail: number) => boolean): number {
  let [all, those] = [0, 0];
  for (let at = 0; at < sample.length; at += 1) {
    const lead = sample[at] ?? 0;
    if (lead < 0x80) continue;
    all += 1;
    if (is(lead, sample[at + 1] ?? 0)) those += 1;
    at += 1;
  }
  return all === 0 ? 0 : those / all;
}

/** In bytes of names. */
const SAMPLE = 64 * 1024;

/** Why an entry of that name must not be taken out, if so. */
export function nameRefusal(shownName: string): Reason | undefined {
  const leadsOut = /^\/|^[A-Za-z]:|\\|\0|(^|\/)\.\.(\/|$)/v.test(shownName) || shownName === '';
  return leadsOut ? { code: 'unsafe-name' } : undefined;
}

export function strictUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    // Safe: not UTF-8 is an answer, and the caller goes on to guess.
    return undefined;
  }
}
