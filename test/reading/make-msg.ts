import { burn, type Entry } from '@kenjiuno/msgreader/lib/Burner.js';
import { TypeEnum } from '@kenjiuno/msgreader/lib/Reader.js';

export interface MadeMsg {
  /** By tag, in hex: `0037001e`. */
  readonly strings: Readonly<Record<string, Uint8Array>>;
  /** 32-bit properties, by tag: `3fde0003`. */
  readonly numbers?: Readonly<Record<string, number>>;
  readonly attachments?: readonly MadeMsg[];
}

/** An Outlook message ([MS-OXMSG]) of these properties. */
export function makeMsg(message: MadeMsg): Buffer {
  const entries: Entry[] = [{ name: 'Root Entry', type: TypeEnum.ROOT, length: 0, children: [] }];
  put(entries, 0, message, 32);
  return Buffer.from(burn(entries));
}

function put(entries: Entry[], parent: number, message: MadeMsg, headBytes: number): void {
  const add = (name: string, pooled: Uint8Array): void => {
    // The writer looks at the whole memory behind an array.
    const bytes = Uint8Array.from(pooled);
    entries[parent]?.children?.push(entries.length);
    entries.push({ name, type: TypeEnum.DOCUMENT, length: bytes.byteLength, binaryProvider: () => bytes });
  };
  const properties = [Buffer.alloc(headBytes)];
  const property = (tag: string, value: number): void => {
    const record = Buffer.alloc(16);
    record.writeUInt32LE(Number.parseInt(tag, 16), 0);
    record.writeUInt32LE(6, 4);
    record.writeUInt32LE(value, 8);
    properties.push(record);
  };
  for (const [tag, bytes] of Object.entries(message.strings)) {
    property(tag, bytes.byteLength);
    add(`__substg1.0_${tag.toUpperCase()}`, bytes);
  }
  for (const [tag, value] of Object.entries(message.numbers ?? {})) property(tag, value);
  add('__properties_version1.0', Buffer.concat(properties));
  for (const [at, attachment] of (message.attachments ?? []).entries()) {
    const inner = entries.length;
    entries[parent]?.children?.push(inner);
    entries.push({ name: `__attach_version1.0_#0000000${at}`, type: TypeEnum.DIRECTORY, length: 0, children: [] });
    put(entries, inner, attachment, 8);
  }
}
