import type { Entry } from 'yauzl';
import { ReadingFailed } from '../reader.ts';

/** One entry of the copy: what its headers say, and its data as it is to stand there. */
export interface CopiedEntry {
  /** Gives what stays: name, times, rights. */
  readonly raw: Entry;
  readonly flags: number;
  readonly method: number;
  readonly crc: number;
  readonly packedBytes: number;
  readonly unpackedBytes: number;
  bytes(): AsyncIterable<Uint8Array>;
}

/** Zip64 is not written: 4 GiB is where a locked archive is better unpacked elsewhere. */
const LIMIT = 0xffffffff;
const ENTRY_LIMIT = 0xfffe;
const STILL_LOCKED = 0x01;
/** Extra fields that spoke of the sizes and of the lock. */
const ZIP64_FIELD = 0x0001;
const AES_FIELD = 0x9901;

/** A zip archive of the entries (APPNOTE 6.3.10 §4.3). @throws ReadingFailed `too-large` */
export async function* copiedZip(entries: readonly CopiedEntry[]): AsyncGenerator<Uint8Array> {
  if (entries.length > ENTRY_LIMIT) throw new ReadingFailed({ code: 'too-many-files', params: { limit: ENTRY_LIMIT } });
  const centrals: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const { raw } = entry;
    const extra = extraOf(entry);
    const common = commonOf(entry, extra.byteLength);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, raw.fileNameRaw, extra]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(raw.externalFileAttributes >>> 0, 6);
    rest.writeUInt32LE(offset, 10);
    const made = Buffer.alloc(2);
    made.writeUInt16LE(raw.versionMadeBy, 0);
    centrals.push(Buffer.concat([Buffer.from('PK\x01\x02', 'latin1'), made, common, rest, raw.fileNameRaw, extra]));
    offset += local.byteLength + entry.packedBytes;
    if (offset > LIMIT || entry.unpackedBytes > LIMIT) {
      throw new ReadingFailed({ code: 'too-large', params: { limitBytes: LIMIT } });
    }
    yield local;
    yield* entry.bytes();
  }
  const directory = Buffer.concat(centrals);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(directory.byteLength, 12);
  end.writeUInt32LE(offset, 16);
  yield directory;
  yield end;
}

/** From "version needed" to "extra field length", which both headers share. */
function commonOf({ raw, flags, method, crc, packedBytes, unpackedBytes }: CopiedEntry, extraBytes: number): Buffer {
  const common = Buffer.alloc(26);
  common.writeUInt16LE(raw.versionNeededToExtract, 0);
  common.writeUInt16LE(flags, 2);
  common.writeUInt16LE(method, 4);
  common.writeUInt16LE(raw.lastModFileTime, 6);
  common.writeUInt16LE(raw.lastModFileDate, 8);
  common.writeUInt32LE(crc, 10);
  common.writeUInt32LE(packedBytes, 14);
  common.writeUInt32LE(unpackedBytes, 18);
  common.writeUInt16LE(raw.fileNameRaw.byteLength, 22);
  common.writeUInt16LE(extraBytes, 24);
  return common;
}

function extraOf({ raw, flags }: CopiedEntry): Buffer {
  const locked = (flags & STILL_LOCKED) !== 0;
  const kept = raw.extraFields.filter(({ id }) => id !== ZIP64_FIELD && (locked || id !== AES_FIELD));
  return Buffer.concat(
    kept.map(({ id, data }) => {
      const head = Buffer.alloc(4);
      head.writeUInt16LE(id, 0);
      head.writeUInt16LE(data.byteLength, 2);
      return Buffer.concat([head, data]);
    }),
  );
}
