/** Endings that say both how a file is packed and what it is. */
const BOTH: Readonly<Record<string, string>> = {
  tgz: 'tar',
  taz: 'tar',
  tbz: 'tar',
  tbz2: 'tar',
  tb2: 'tar',
  txz: 'tar',
  tlz: 'tar',
  tzst: 'tar',
  svgz: 'svg',
  emz: 'emf',
  wmz: 'wmf',
  warcgz: 'warc',
};

/** What a file is called once it is unpacked, by what it is called while it is packed. */
export function innerName(untrustedName: string): string {
  const name = untrustedName.slice(untrustedName.lastIndexOf('/') + 1);
  const ending = /^(.+)\.([A-Za-z0-9]{1,8})$/v.exec(name);
  const [, stem, extension] = ending ?? [];
  if (stem === undefined || extension === undefined) return name === '' ? 'unpacked' : `${name}.unpacked`;
  const inner = BOTH[extension.toLowerCase()];
  if (inner !== undefined) return `${stem}.${inner}`;
  return /^(gz|z|bz2|xz|zst|lz4?|lzma|bz|gzip)$/iv.test(extension) ? stem : `${name}.unpacked`;
}
