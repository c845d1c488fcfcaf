import { crc32, deflateRawSync } from 'node:zlib';

export interface ZipEntry {
  /** As bytes where the name is not UTF-8; then the entry does not claim to be. */
  readonly name: string | Uint8Array;
  readonly bytes: Uint8Array;
}

const UTF8_NAME = 0x0800;
const STORED = 0;
const DEFLATED = 8;
/** 8 June 2024, 12:00, in the form of APPNOTE.TXT 4.4.6: the same in every archive, so that the bytes are too. */
const DOS_TIME = 12 << 11;
const DOS_DATE = ((2024 - 1980) << 9) | (6 << 5) | 8;

/** A zip archive (PKWARE APPNOTE.TXT 6.3) without anything that changes from one run to the next. */
export function zip(entries: readonly ZipEntry[], packed: 'deflated' | 'stored' = 'deflated'): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const name = Buffer.from(entry.name);
    const data = packed === 'deflated' ? deflateRawSync(entry.bytes, { level: 9 }) : Buffer.from(entry.bytes);
    const facts = Buffer.alloc(26);
    facts.writeUInt16LE(20, 0);
    facts.writeUInt16LE(typeof entry.name === 'string' ? UTF8_NAME : 0, 2);
    facts.writeUInt16LE(packed === 'deflated' ? DEFLATED : STORED, 4);
    facts.writeUInt16LE(DOS_TIME, 6);
    facts.writeUInt16LE(DOS_DATE, 8);
    facts.writeUInt32LE(crc32(entry.bytes), 10);
    facts.writeUInt32LE(data.length, 14);
    facts.writeUInt32LE(entry.bytes.length, 18);
    facts.writeUInt16LE(name.length, 22);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    bodies.push(Buffer.from('PK\x03\x04'), facts, name, data);
    directory.push(Buffer.from('PK\x01\x02'), Buffer.from([20, 0]), facts, place, name);
    offset += 4 + facts.length + name.length + data.length;
  }
  const listing = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(listing.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...bodies, listing, end]);
}
