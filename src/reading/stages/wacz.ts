import { createHash, createPublicKey, verify, X509Certificate, type KeyObject } from 'node:crypto';
import { z } from 'zod';
import type { MetadataField, ReadingEnd } from '../../nouns/reading.ts';
import { ReadingFailed, type Reader, type ReaderInput, type ReaderOutput } from '../reader.ts';
import { openZip, type ZipDirectory, type ZipEntry } from './zip-directory.ts';

/**
 * Packed web archives (WACZ 1.1.1): everything in the package, and whether it is what the package says it is. Each
 * listed hash is computed again; a signature is checked against the key that comes with it. Who that key belongs to is
 * not asked: nothing here reaches the network.
 */
export const waczReader: Reader = {
  name: 'wacz',
  version: 2,
  accepts: (mediaType) => mediaType === 'application/wacz',
  read,
};

const LISTING = 'datapackage.json';
const DIGEST = 'datapackage-digest.json';
/** In bytes: a listing of a hundred thousand files. */
const LISTING_LIMIT = 32 * 1024 * 1024;

const listingSchema = z.object({
  title: z.string().optional(),
  created: z.string().optional(),
  modified: z.string().optional(),
  software: z.string().optional(),
  wacz_version: z.string().optional(),
  mainPageUrl: z.string().optional(),
  mainPageDate: z.string().optional(),
  metadata: z.object({ title: z.string().optional() }).optional(),
  resources: z
    .array(
      z.object({
        path: z.string(),
        hash: z.string().optional(),
        // Version 1.0 kept them here.
        hashing: z.string().optional(),
        stats: z.object({ hash: z.string().optional() }).optional(),
      }),
    )
    .optional(),
});

const digestSchema = z.object({
  hash: z.string(),
  signedData: z
    .object({
      hash: z.string(),
      signature: z.string(),
      created: z.string().optional(),
      software: z.string().optional(),
      domain: z.string().optional(),
      domainCert: z.string().optional(),
      publicKey: z.string().optional(),
    })
    .optional(),
});

async function read(input: ReaderInput, out: ReaderOutput): Promise<ReadingEnd> {
  const zip = await openZip(input.fd, input.size);
  const fields: MetadataField[] = [];
  const add = (name: string, value: string | undefined): void => {
    if (value !== undefined && value !== '') fields.push({ name, value, origin: 'wacz' });
  };
  const bytes = await partOf(zip, LISTING);
  const listing = bytes === undefined ? undefined : parsed(listingSchema, bytes);
  const title = listing?.title ?? listing?.metadata?.title;
  if (title !== undefined) out.describe({ title });
  add('created', listing?.created);
  add('modified', listing?.modified);
  add('software', listing?.software);
  add('wacz-version', listing?.wacz_version);
  add('main-page', [listing?.mainPageUrl, listing?.mainPageDate].filter((part) => part !== undefined).join(' '));
  const expected = expectedHashes(listing);
  const { hashes, broken } = await giveAll(zip, out, expected);
  const digest = await partOf(zip, DIGEST);
  const verdicts = [
    ...verdictOnSignature(bytes, digest).map((value) => ({ name: 'signature-check', value, origin: 'wacz' })),
    ...verdictOnHashes(zip, expected, hashes).map((value) => ({ name: 'hash-check', value, origin: 'wacz' })),
  ];
  // Before what the package says of itself: pages show the first few.
  out.metadata([...verdicts, ...fields]);
  if (broken === 0) return { outcome: 'container' };
  const total = zip.entries.length;
  return { outcome: 'container', reason: { code: 'some-entries-unread', params: { entries: broken, total } } };
}

async function partOf(zip: ZipDirectory, name: string): Promise<Buffer | undefined> {
  const entry = zip.entries.find(({ shownName }) => shownName === name);
  return entry === undefined ? undefined : zip.read(entry, LISTING_LIMIT);
}

function parsed<T>(schema: z.ZodType<T>, bytes: Buffer): T | undefined {
  try {
    return schema.safeParse(JSON.parse(bytes.toString('utf8'))).data;
  } catch {
    // Safe: a listing that is no JSON is told as one that does not say anything.
    return undefined;
  }
}

interface Expected {
  readonly algorithm: string;
  readonly hex: string;
}

function expectedHashes(listing: z.infer<typeof listingSchema> | undefined): ReadonlyMap<string, Expected> {
  const expected = new Map<string, Expected>();
  for (const { path, hash, hashing, stats } of listing?.resources ?? []) {
    const [algorithm, hex] = hash?.split(':', 2) ?? [hashing, stats?.hash];
    if (algorithm !== undefined && hex !== undefined)
      expected.set(path, { algorithm: algorithm.toLowerCase(), hex: hex.toLowerCase() });
  }
  return expected;
}

const ALGORITHMS = new Set(['sha256', 'sha384', 'sha512', 'sha224', 'sha1', 'md5']);

/** Takes everything out, hashing it on the way. */
async function giveAll(
  zip: ZipDirectory,
  out: ReaderOutput,
  expected: ReadonlyMap<string, Expected>,
): Promise<{ readonly hashes: ReadonlyMap<string, string>; readonly broken: number }> {
  const hashes = new Map<string, string>();
  let broken = 0;
  for (const entry of zip.entries) {
    if (entry.folder) continue;
    if (entry.refusal !== undefined) {
      broken += 1;
      out.refused(entry, entry.refusal);
      continue;
    }
    const algorithm = expected.get(entry.shownName)?.algorithm ?? 'sha256';
    const hash = createHash(ALGORITHMS.has(algorithm) ? algorithm : 'sha256');
    let whole = false;
    await out.found(
      entry,
      hashed(zip, entry, hash, () => (whole = true)),
    );
    if (whole) hashes.set(entry.shownName, hash.digest('hex'));
    else broken += 1;
  }
  return { hashes, broken };
}

async function* hashed(
  zip: ZipDirectory,
  entry: ZipEntry,
  hash: ReturnType<typeof createHash>,
  onWhole: () => void,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of zip.open(entry)) {
    hash.update(chunk);
    yield chunk;
  }
  onWhole();
}

/** One line that sums up, then every difference by name. */
function verdictOnHashes(
  zip: ZipDirectory,
  expected: ReadonlyMap<string, Expected>,
  hashes: ReadonlyMap<string, string>,
): readonly string[] {
  if (expected.size === 0) return ['no hashes are listed'];
  const held = new Set(zip.entries.map(({ shownName }) => shownName));
  const differences = [...expected].flatMap(([path, { hex, algorithm }]) => {
    if (!held.has(path)) return [`missing: ${path}`];
    if (!ALGORITHMS.has(algorithm)) return [`unknown hash ${algorithm}: ${path}`];
    return hashes.get(path) === hex ? [] : [`does not match: ${path}`];
  });
  const files = zip.entries.filter(({ folder, shownName }) => !folder && shownName !== LISTING && shownName !== DIGEST);
  const unlisted = files
    .filter(({ shownName }) => !expected.has(shownName))
    .map(({ shownName }) => `not listed: ${shownName}`);
  const same = expected.size - differences.length;
  return [`${same} of ${expected.size} listed files match`, ...differences, ...unlisted];
}

/** WACZ Signing and Verification 0.1.0: the signature is over the text of the listing's hash. */
function verdictOnSignature(listing: Buffer | undefined, digest: Buffer | undefined): readonly string[] {
  if (digest === undefined) return ['not signed'];
  const said = parsed(digestSchema, digest);
  if (said === undefined || listing === undefined) return ['the digest cannot be read'];
  const actual = `sha256:${createHash('sha256').update(listing).digest('hex')}`;
  const verdicts = [said.hash === actual ? 'the listing matches its digest' : 'the listing does not match its digest'];
  const signed = said.signedData;
  if (signed === undefined) return [...verdicts, 'not signed'];
  if (signed.hash !== actual) return [...verdicts, 'the signature is for another listing'];
  const good = isSigned(signed.hash, signed.signature, signed.domainCert, signed.publicKey);
  const by =
    signed.domain === undefined ? 'an unnamed key' : `the key of ${signed.domain}${issuerOf(signed.domainCert)}`;
  const when = signed.created === undefined ? '' : `, ${signed.created} by its own clock`;
  return [
    ...verdicts,
    good
      ? `signed with ${by}${when}; whose key it is was not checked`
      : `the signature does not match the key that comes with it`,
  ];
}

/** Who vouched for the key, as the certificate itself says. */
function issuerOf(certificate: string | undefined): string {
  try {
    const issuer = certificate === undefined ? '' : new X509Certificate(certificate).issuer.replaceAll('\n', ', ');
    return issuer === '' ? '' : ` (certificate from ${issuer})`;
  } catch {
    // Safe: a certificate that cannot be read fails the check of the signature, which says so.
    return '';
  }
}

function isSigned(hash: string, signature: string, certificate: string | undefined, key: string | undefined): boolean {
  try {
    const signer = keyOf(certificate, key);
    const bytes = Buffer.from(signature, 'base64');
    // Servers write DER, browsers the two numbers side by side; browsers use the hash of their curve.
    return (['der', 'ieee-p1363'] as const).some((dsaEncoding) =>
      ['sha256', 'sha384'].some((algorithm) =>
        verify(algorithm, Buffer.from(hash), { key: signer, dsaEncoding }, bytes),
      ),
    );
  } catch {
    // Safe: a key or signature that cannot be read proves nothing, and that is the answer.
    return false;
  }
}

/** @throws Error where neither is a key */
function keyOf(certificate: string | undefined, key: string | undefined): KeyObject {
  if (certificate !== undefined) return new X509Certificate(certificate).publicKey;
  if (key === undefined) throw new ReadingFailed({ code: 'broken' });
  return createPublicKey({ key: Buffer.from(key, 'base64'), format: 'der', type: 'spki' });
}
