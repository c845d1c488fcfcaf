import { FOUND_LIMIT } from '../frame-writer.ts';
import { ReadingFailed } from '../reader.ts';
import { isArchivePart } from './archive-kinds.ts';
import { runSevenZip } from './seven-zip.ts';

/** An entry as 7-Zip lists it. */
export interface ListedEntry {
  readonly path: string;
  /** In bytes; undefined where the archive does not say. */
  readonly size: number | undefined;
  /** ISO 8601. What rar, cab and lzh archives say is the clock of whoever packed them, taken for UTC. */
  readonly modified: string | undefined;
  readonly encrypted: boolean;
  readonly link: boolean;
}

export interface Listing {
  /** Folders left out. */
  readonly entries: readonly ListedEntry[];
  /** One of several files that are one archive only together. */
  readonly part: boolean;
}

interface Archive {
  readonly fd: number;
  readonly size: number;
  readonly name: string;
}

/**
 * What an archive holds.
 * @param password for archives whose list of contents is locked as well
 * @throws ReadingFailed `encrypted`, `too-many-files`, or why there is no list
 */
export async function listed(archive: Archive, password: string): Promise<Listing> {
  const entries: ListedEntry[] = [];
  let fields = new Map<string, string>();
  let inEntries = false;
  let part = isArchivePart(archive.name);
  const complaints: string[] = [];
  const close = (): void => {
    const entry = entryOf(fields);
    fields = new Map();
    if (entry !== undefined) entries.push(entry);
    if (entries.length > FOUND_LIMIT)
      throw new ReadingFailed({ code: 'too-many-files', params: { limit: FOUND_LIMIT } });
  };
  const code = await runSevenZip(archive, ['l', '-slt', `-p${password}`], {
    printed(line) {
      if (line === '----------') inEntries = true;
      if (line === 'Multivolume = +') part = true;
      if (!inEntries) return;
      const [, name, value] = /^(\w[\w ]*) = (.*)$/v.exec(line) ?? [];
      if (name !== undefined && value !== undefined) fields.set(name, value);
      if (line === '') close();
    },
    complained: (line) => void complaints.push(line),
  });
  close();
  if (code !== 0 && entries.length === 0) {
    throw new ReadingFailed(
      code === undefined ? { code: 'encrypted' } : { code: reasonOf(complaints.join('\n'), part) },
    );
  }
  return { entries, part };
}

function entryOf(fields: ReadonlyMap<string, string>): ListedEntry | undefined {
  const path = fields.get('Path');
  const attributes = fields.get('Attributes') ?? '';
  if (path === undefined || fields.get('Folder') === '+' || attributes.startsWith('D')) return undefined;
  const size = fields.get('Size') ?? '';
  const modified = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/v.exec(fields.get('Modified') ?? '')?.[0];
  return {
    path: withoutDot(path),
    size: size === '' ? undefined : Number(size),
    modified: modified === undefined ? undefined : `${modified.replace(' ', 'T')}Z`,
    encrypted: fields.get('Encrypted') === '+',
    link:
      (fields.get('Symbolic Link') ?? '') !== '' ||
      (fields.get('Hard Link') ?? '') !== '' ||
      / l\w{3}/v.test(attributes),
  };
}

/** Archives of `.` have that before every name. */
export function withoutDot(path: string): string {
  return path.replace(/^(\.\/)+/v, '');
}

/** What it complained about, sorted into reasons. */
export function reasonOf(
  untrustedComplaint: string,
  part: boolean,
): 'encrypted' | 'split-archive' | 'unsupported-compression' | 'too-much-memory' | 'truncated' | 'broken' {
  if (/password|encrypted/iv.test(untrustedComplaint)) return 'encrypted';
  if (part || /volume/iv.test(untrustedComplaint)) return 'split-archive';
  if (/unsupported method/iv.test(untrustedComplaint)) return 'unsupported-compression';
  if (/allocate/iv.test(untrustedComplaint)) return 'too-much-memory';
  return /unexpected end/iv.test(untrustedComplaint) ? 'truncated' : 'broken';
}
