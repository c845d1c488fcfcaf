/**
 * Addresses in a data file of a package, of files of the package: whole where the publication says where it is to be hosted,
 * else relative to the file (RFC 3986 §4.2), so that they hold wherever the folder is.
 */
export type AddressOf = (path: string) => string;

/** @param from the data file, within `data/` as every path here */
export function addressesIn(from: string, url: string | undefined): AddressOf {
  const base = url ?? '../'.repeat(from.split('/').length - 1);
  return (path) => base + path;
}

/** The page that people open, at one page of the document. */
export function pageAt(document: string, page: number): string {
  return `doc/${document}/index.html#p${page}`;
}

export function claimAt(claim: string): string {
  return `claim/${claim}/index.html`;
}
