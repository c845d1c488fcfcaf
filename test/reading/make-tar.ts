export interface MadeTarEntry {
  readonly name: string | Uint8Array;
  readonly bytes?: Uint8Array | string;
  /** `0` file, `2` link, `5` folder, `6` pipe, `L` long name, `x` extended header. */
  readonly kind?: string;
  /** As the header claims it, in bytes. */
  readonly declared?: number;
  readonly link?: string;
}

/** A tar archive (ustar), with whatever lies its entries ask for; without the closing blocks if `open`. */
export function makeTar(entries: readonly MadeTarEntry[], { open = false } = {}): Buffer {
  const parts = entries.map((entry) => {
    const bytes = Buffer.from(entry.bytes ?? '');
    const header = Buffer.alloc(512);
    Buffer.from(entry.name).copy(header, 0, 0, 100);
    header.write('0000644\x000000000\x000000000\0', 100, 'latin1');
    header.write(`${(entry.declared ?? bytes.byteLength).toString(8).padStart(11, '0')}\0`, 124, 'latin1');
    header.write(`${(1_498_300_000).toString(8).padStart(11, '0')}\0`, 136, 'latin1');
    header.write(entry.kind ?? '0', 156, 'latin1');
    header.write(entry.link ?? '', 157, 'latin1');
    header.write('ustar\x0000', 257, 'latin1');
    header.fill(0x20, 148, 156);
    const sum = header.reduce((total, byte) => total + byte, 0);
    header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
    return Buffer.concat([header, bytes, Buffer.alloc((512 - (bytes.byteLength % 512)) % 512)]);
  });
  return Buffer.concat(open ? parts : [...parts, Buffer.alloc(1024)]);
}

/** One record of an extended header: its length counts itself. */
export function paxRecord(key: string, value: string): string {
  const rest = Buffer.byteLength(` ${key}=${value}\n`);
  let length = rest;
  while (String(length).length + rest !== length) length = String(length).length + rest;
  return `${length} ${key}=${value}\n`;
}
