import { crc32, deflateRawSync } from 'node:zlib';

export interface MadeEntry {
  readonly name: string | Uint8Array;
  readonly bytes: Uint8Array | string;
  /** As the directory claims it, in bytes. */
  readonly declared?: number;
  readonly flags?: number;
  /** Unix mode, e.g. 0o120777 for a link. */
  readonly mode?: number;
  /** Already deflated, with the CRC of what it unpacks to. */
  readonly deflated?: { readonly bytes: Uint8Array; readonly crc: number };
}

/** A zip archive (APPNOTE 6.3.10), as small as it gets, with whatever lies its entries ask for. */
export function makeZip(entries: readonly MadeEntry[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const name = Buffer.from(entry.name);
    const bytes = Buffer.from(entry.bytes);
    const packed = Buffer.from(entry.deflated?.bytes ?? deflateRawSync(bytes));
    const header = Buffer.alloc(26);
    header.writeUInt16LE(20, 0);
    header.writeUInt16LE(entry.flags ?? 0, 2);
    header.writeUInt16LE(8, 4);
    header.writeUInt32LE(0x4a_d8_60_00, 6);
    header.writeUInt32LE(entry.deflated?.crc ?? crc32(bytes), 10);
    header.writeUInt32LE(packed.byteLength, 14);
    header.writeUInt32LE(entry.declared ?? bytes.byteLength, 18);
    header.writeUInt16LE(name.byteLength, 22);
    parts.push(Buffer.from('PK\u0003\u0004', 'latin1'), header, name, packed);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(((entry.mode ?? 0o100644) << 16) >>> 0, 6);
    rest.writeUInt32LE(offset, 10);
    directory.push(Buffer.from('PK\u0001\u0002\u0014\u0003', 'latin1'), header, rest, name);
    offset += 30 + name.byteLength + packed.byteLength;
  }
  const listing = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006', 'latin1');
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(listing.byteLength, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, listing, end]);
}
