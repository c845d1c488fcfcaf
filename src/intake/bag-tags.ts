import iconv from 'iconv-lite';

/**
 * The tag files of a bag: RFC 8493 (BagIt 1.0) section 2, and what drafts 0.93 to 0.97 of it did otherwise. Everything
 * here is untrusted.
 */

type BagCode =
  | 'not-a-bag'
  | 'version'
  | 'declaration'
  | 'encoding'
  | 'no-manifest'
  | 'manifest-line'
  | 'algorithm'
  | 'outside'
  | 'listed-twice'
  | 'listed-twice-alike'
  | 'missing'
  | 'to-fetch'
  | 'system-file'
  | 'other-spelling'
  | 'not-listed'
  | 'not-in-every-manifest'
  | 'not-a-file'
  | 'differs'
  | 'oxum'
  | 'fetch-line'
  | 'asterisk'
  | 'dot-slash'
  | 'unreadable';

export interface BagFinding {
  readonly code: BagCode;
  /** Within the bag, untrusted; the tag file where no other file is meant. */
  readonly path: string;
}

/** Collects what is wrong and what is only odd. */
export interface BagFindings {
  readonly faults: BagFinding[];
  readonly warnings: BagFinding[];
}

export interface Declaration {
  /** As written: `0.97`, `1.0`. */
  readonly version: string;
  readonly major: number;
  readonly encoding: string;
}

const VERSION = /^(?<major>\d+)\.\d+$/;
/** Whatever else a bag of before 1.0 has, its declaration has these two lines. */
const STRICT = /^BagIt-Version: (?<version>\S+)[ \t]*\r?\n?Tag-File-Character-Encoding: (?<encoding>\S+)\s*$/;
const LOOSE =
  /^BagIt-Version[ \t]*:[ \t]*(?<version>\S+)[ \t]*(?:\r\n|\r|\n)Tag-File-Character-Encoding[ \t]*:[ \t]*(?<encoding>\S+)\s*$/;

/** `bagit.txt`, always UTF-8 without a byte order mark (section 2.1.1). */
export function parseDeclaration(bytes: Uint8Array, { faults }: BagFindings): Declaration | undefined {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  const { version = '', encoding = '' } = LOOSE.exec(text)?.groups ?? {};
  const major = VERSION.exec(version)?.groups?.['major'];
  if (major === undefined || (Number(major) >= 1 && !STRICT.test(text.replaceAll('\r\n', '\n')))) {
    faults.push({ code: major === undefined && version !== '' ? 'version' : 'declaration', path: 'bagit.txt' });
    return undefined;
  }
  if (!iconv.encodingExists(encoding)) {
    faults.push({ code: 'encoding', path: 'bagit.txt' });
    return undefined;
  }
  return { version, major: Number(major), encoding };
}

export function decodeTags(bytes: Uint8Array, { encoding }: Declaration): string {
  return iconv.decode(Buffer.from(bytes), encoding);
}

/** Labels and values of `bag-info.txt`, in their order, repeated ones too; lines that go on are joined (section 2.2.2). */
export function parseInfo(text: string): readonly (readonly [label: string, value: string])[] {
  const lines = text.replaceAll(/(?:\r\n|\r|\n)[ \t]+/g, ' ').split(/\r\n|\r|\n/);
  return lines.flatMap((line): readonly (readonly [string, string])[] => {
    const colon = line.indexOf(':');
    return colon < 1 ? [] : [[line.slice(0, colon).trim(), line.slice(colon + 1).trim()]];
  });
}

/** Hash in lower-case hex by path. */
export type Manifest = ReadonlyMap<string, string>;

const MANIFEST_LINE = /^(?<hash>[0-9a-fA-F]+)[ \t]+(?<star>\*?)(?<path>.+)$/;

/** @param payload its paths lie in `data/`; those of a tag manifest anywhere else in the bag */
export function parseManifest(
  text: string,
  { name, payload, major }: { readonly name: string; readonly payload: boolean; readonly major: number },
  { faults, warnings }: BagFindings,
): Manifest {
  const manifest = new Map<string, string>();
  for (const line of text.split(/\r\n|\r|\n/)) {
    if (line.trim() === '') continue;
    const { hash, star, path: written } = MANIFEST_LINE.exec(line)?.groups ?? {};
    if (hash === undefined || written === undefined) {
      faults.push({ code: 'manifest-line', path: name });
      continue;
    }
    const { path, dotted } = pathOf(written);
    if (star === '*') warnings.push({ code: 'asterisk', path });
    if (dotted) warnings.push({ code: 'dot-slash', path });
    if (!isInside(path, payload)) {
      faults.push({ code: 'outside', path });
      continue;
    }
    const known = manifest.get(path);
    if (known !== undefined) {
      const alike = known === hash.toLowerCase() && major < 1;
      (alike ? warnings : faults).push({ code: alike ? 'listed-twice-alike' : 'listed-twice', path });
    }
    manifest.set(path, hash.toLowerCase());
  }
  return manifest;
}

const FETCH_LINE = /^\S+[ \t]+(?:\d+|-)[ \t]+(?<path>.+)$/;

/** Paths that `fetch.txt` promises (section 2.2.3). The addresses are never asked for anything. */
export function parseFetch(text: string, { faults }: BagFindings): readonly string[] {
  return text.split(/\r\n|\r|\n/).flatMap((line) => {
    if (line.trim() === '') return [];
    const written = FETCH_LINE.exec(line)?.groups?.['path'];
    if (written === undefined) {
      faults.push({ code: 'fetch-line', path: 'fetch.txt' });
      return [];
    }
    const { path } = pathOf(written);
    if (isInside(path, true)) return [path];
    faults.push({ code: 'outside', path });
    return [];
  });
}

/** Line ends and the percent sign are written as percent codes, and nothing else is (section 2.1.3). */
function pathOf(written: string): { readonly path: string; readonly dotted: boolean } {
  const dotted = written.startsWith('./');
  const path = (dotted ? written.slice(2) : written).replaceAll(/%(?:0A|0D|25)/gi, decodeURIComponent);
  return { path, dotted };
}

function isInside(path: string, payload: boolean): boolean {
  if (/^(?:[\\/~]|[A-Za-z]:|%\w+%)/.test(path)) return false;
  if (path.split(/[\\/]/).some((part) => part === '' || part === '.' || part === '..')) return false;
  return path.startsWith('data/') === payload;
}
