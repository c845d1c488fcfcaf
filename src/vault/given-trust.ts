import { X509Certificate } from 'node:crypto';
import { Problem } from '../base/problem.ts';
import type { BlockHeaders } from './stamps.ts';

/** What a person brings from elsewhere and trusts: files that are read before anything is held against them. */

/** `SEQUENCE`, long form: how a certificate begins in DER (ITU-T X.690). */
const DER_SEQUENCE = 0x30;
const PEM = /-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g;

/** The certificates of a file, PEM or DER, each as PEM. @throws Problem `bad-input` where it has none, or one that is none */
export function certificatesInFile(bytes: Uint8Array): readonly string[] {
  const given = bytes[0] === DER_SEQUENCE ? [bytes] : (Buffer.from(bytes).toString('latin1').match(PEM) ?? []);
  try {
    if (given.length === 0) throw new Error('no PEM and no DER');
    return given.map((each) => new X509Certificate(each).toString());
  } catch (error) {
    throw new Problem('bad-input', 'The file of certificates has none, or one that cannot be understood.', {
      remedy: 'Give the certificates of the authority as PEM, or one as DER.',
      cause: error,
    });
  }
}

const HEADER_LINE = /^\s*(?<height>\d{1,9})\s+(?<header>[0-9a-fA-F]{160})\s*$/;

/** Block headers by height: a line each, height and 80 bytes in hex. @throws Problem `bad-input` */
export function blockHeadersInFile(bytes: Uint8Array): BlockHeaders {
  const lines = Buffer.from(bytes)
    .toString('latin1')
    .split(/\r\n|\r|\n/)
    .filter((line) => line.trim() !== '');
  const headers = lines.map((line) => {
    const { height, header } = HEADER_LINE.exec(line)?.groups ?? {};
    if (height === undefined || header === undefined) throw noHeaders();
    return [Number(height), Buffer.from(header, 'hex')] as const;
  });
  if (headers.length === 0) throw noHeaders();
  return new Map(headers);
}

function noHeaders(): Problem {
  return new Problem('bad-input', 'The file of block headers has a line that is none.', {
    remedy:
      'Each line is a height, a space, and the 80 bytes of the header in hex: `bitcoin-cli getblockheader HASH false`.',
  });
}
