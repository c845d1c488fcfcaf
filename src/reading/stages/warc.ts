import type { MetadataField, ReadingEnd } from '../../nouns/reading.ts';
import { ReadingFailed, type Reader, type ReaderInput, type ReaderOutput } from '../reader.ts';
import { contentOf } from './warc-content.ts';
import { headersOf, warcRecords, type WarcRecord } from './warc-records.ts';

/** Web archives (ISO 28500, WARC 1.0 and 1.1, each record packed or not): every answer of a server under its address. */
export const warcReader: Reader = {
  name: 'warc',
  version: 1,
  accepts: (mediaType) => mediaType === 'application/warc',
  read,
};

/** Records that hold what a server sent; the others are about them. */
const HOLDING = new Set(['response', 'resource', 'conversion']);
const MAX_INFO_BYTES = 64 * 1024; // of a warcinfo record: what crawled, and how
const MAX_LISTED = 500; // fields about records without content; the rest is counted

async function read(input: ReaderInput, out: ReaderOutput): Promise<ReadingEnd> {
  const listed = new Listed();
  let [held, broken] = [0, 0];
  for await (const record of warcRecords(input)) {
    listed.count(record.type);
    if (record.type === 'warcinfo') listed.addAll(infoOf(await firstBytes(record, MAX_INFO_BYTES)));
    else if (HOLDING.has(record.type)) {
      const verdict = await give(record, out, listed);
      if (verdict === 'broken') broken += 1;
      if (verdict !== 'empty') held += 1;
    } else if (record.type === 'revisit')
      listed.add('revisit', `${record.headers.get('warc-date') ?? ''} ${addressOf(record)}`.trim());
  }
  out.metadata(listed.fields());
  if (listed.empty) throw new ReadingFailed({ code: 'broken' });
  if (broken === 0) return { outcome: 'container' };
  return { outcome: 'container', reason: { code: 'some-entries-unread', params: { entries: broken, total: held } } };
}

/** One answer as a file. Its bytes come without chunks and compression of the transfer, as a browser would keep them. */
async function give(record: WarcRecord, out: ReaderOutput, listed: Listed): Promise<'given' | 'empty' | 'broken'> {
  const { block, headers } = record;
  const address = addressOf(record);
  const answers = record.type === 'response' && /^(application\/http|$)/iv.test(headers.get('content-type') ?? '');
  const status = answers ? ((await block.line()) ?? '') : '';
  const http = answers ? await headersOf(() => block.line()) : new Map<string, string>();
  if (block.left === 0) {
    listed.add('response-without-content', `${/^HTTP\S*\s+(\d+)/v.exec(status)?.[1] ?? ''} ${address}`.trim());
    return 'empty';
  }
  const modified = headers.get('warc-date')?.slice(0, 40);
  const entry = { untrustedName: Buffer.from(address), shownName: address };
  const verdict = { whole: false };
  await out.found(
    modified === undefined ? entry : { ...entry, modified },
    (async function* () {
      yield* contentOf(block.bytes(), http.get('content-encoding') ?? '', http.get('transfer-encoding') ?? '');
      await block.skip();
      if (block.left > 0) throw new ReadingFailed({ code: 'truncated' });
      verdict.whole = true;
    })(),
  );
  return verdict.whole ? 'given' : 'broken';
}

/** The address that was asked for. WARC 1.0 wrote it between angle brackets, and some tools still do. */
function addressOf({ headers }: WarcRecord): string {
  const said =
    headers
      .get('warc-target-uri')
      ?.replace(/^<(.*)>$/v, '$1')
      .trim() ?? '';
  return said === '' ? (headers.get('warc-record-id') ?? 'record') : said.toWellFormed();
}

async function firstBytes({ block }: WarcRecord, limitBytes: number): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of block.bytes()) {
    if (length < limitBytes) parts.push(chunk);
    length += chunk.byteLength;
  }
  return Buffer.concat(parts).subarray(0, limitBytes);
}

/** ISO 28500 §6.2: the fields of a warcinfo record, one a line. */
function infoOf(bytes: Buffer): readonly (readonly [string, string])[] {
  return bytes
    .toString('utf8')
    .split(/\r?\n/v)
    .map((line) => /^([\w.:\-]{1,80}):\s*(.+)$/v.exec(line))
    .filter((match) => match !== null)
    .map(([, name = '', value = '']) => [name, value] as const);
}

class Listed {
  readonly #fields: MetadataField[] = [];
  readonly #counts = new Map<string, number>();

  /** Nothing in the file was a record. */
  get empty(): boolean {
    return this.#counts.size === 0;
  }

  count(type: string): void {
    this.#counts.set(type, (this.#counts.get(type) ?? 0) + 1);
  }

  add(name: string, value: string): void {
    if (this.#fields.length < MAX_LISTED) this.#fields.push({ name, value, origin: 'warc' });
  }

  addAll(fields: readonly (readonly [string, string])[]): void {
    for (const [name, value] of fields) this.add(name, value);
  }

  fields(): readonly MetadataField[] {
    const counts = [...this.#counts].map(([type, count]) => ({
      name: `records-${type}`,
      value: String(count),
      origin: 'warc',
    }));
    return [...counts, ...this.#fields];
  }
}
