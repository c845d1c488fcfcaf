import { createHash, X509Certificate, type KeyObject } from 'node:crypto';
import { Integer, OctetString } from 'asn1js';
import {
  AlgorithmIdentifier,
  Certificate,
  ExtKeyUsage,
  MessageImprint,
  PKIStatus,
  SignedData,
  TimeStampReq,
  TimeStampResp,
  TSTInfo,
} from 'pkijs';
import { chainTo, type Chain } from './chain.ts';
import { HASHES, isSignedBy } from './cms.ts';

/**
 * Time stamps of authorities: RFC 3161, with RFC 5816 (SHA-2 in the reference to the signer). Requests are made and
 * answers are checked here; nothing is sent.
 */

const SHA256 = '2.16.840.1.101.3.4.2.1';
const SIGNED_DATA = '1.2.840.113549.1.7.2';
const TST_INFO = '1.2.840.113549.1.9.16.1.4';
const SIGNING_CERTIFICATE = '1.2.840.113549.1.9.16.2.12';
const SIGNING_CERTIFICATE_V2 = '1.2.840.113549.1.9.16.2.47';
const EXTENDED_KEY_USAGE = '2.5.29.37';
const TIME_STAMPING = '1.3.6.1.5.5.7.3.8';
const NONCE_BYTES = 16;

/** Why an answer proves nothing. */
type TimeStampFault =
  | 'malformed'
  | 'refused'
  | 'other-bytes'
  | 'other-request'
  | 'signature'
  | 'signer-unnamed'
  | 'signer-purpose'
  | 'chain'
  | 'unknown-root'
  | 'weak-hash';

export interface TimeStampCheck {
  /** Without an entry the answer proves that the bytes were there at `time`. */
  readonly faults: readonly TimeStampFault[];
  /** UTC, ISO 8601, as the authority says it. */
  readonly time?: string;
  /** In ms, either way, where the authority says how exact its clock is. */
  readonly accuracyMs?: number;
  /** As its certificate names it, untrusted. */
  readonly authority?: string;
  /** SHA-256 of the certificate in which the chain ends. */
  readonly root?: string;
}

export interface TimeStampRequest {
  /** DER, to be sent as `application/timestamp-query`. */
  readonly request: Uint8Array;
  /** In hex. */
  readonly nonce: string;
}

/** Asks for a time stamp on bytes of which the SHA-256 is given, in hex. Random: never the same twice. */
export function timeStampRequest(
  sha256: string,
  random = crypto.getRandomValues(new Uint8Array(NONCE_BYTES)),
): TimeStampRequest {
  const nonce = Uint8Array.from(random);
  nonce[0] = ((nonce[0] ?? 0) & 0x3f) | 0x40; // a positive integer without a leading zero, as every tool prints it
  const asked = new TimeStampReq({
    version: 1,
    messageImprint: new MessageImprint({
      hashAlgorithm: new AlgorithmIdentifier({ algorithmId: SHA256 }),
      hashedMessage: new OctetString({ valueHex: bufferOf(Buffer.from(sha256, 'hex')) }),
    }),
    nonce: new Integer({ valueHex: bufferOf(nonce) }),
    certReq: true,
  });
  return { request: new Uint8Array(asked.toSchema().toBER()), nonce: Buffer.from(nonce).toString('hex') };
}

/** What a request (DER) asks about. @throws Error for what is none */
export function requestOf(request: Uint8Array): { readonly nonce: string } {
  const { nonce } = TimeStampReq.fromBER(bufferOf(request));
  if (nonce === undefined) throw new Error('a request without a nonce');
  return { nonce: Buffer.from(nonce.valueBlock.valueHexView).toString('hex') };
}

export interface CheckTimeStampOptions {
  /** What was stamped. */
  readonly bytes: Uint8Array;
  /** In hex, as it was asked with; without it any answer about the bytes is taken. */
  readonly nonce?: string;
  /** PEM or DER; without any, the chain has to end in a root that came with the answer, and `unknown-root` is reported. */
  readonly roots: readonly (string | Uint8Array)[];
  /** Certificates between the signer and a root that did not come with the answer: PEM or DER. */
  readonly chain?: readonly (string | Uint8Array)[];
}

/** What an authority's answer (DER, a `TimeStampResp`) proves. Whatever it holds, nothing is thrown. */
export function checkTimeStamp(answer: Uint8Array, options: CheckTimeStampOptions): TimeStampCheck {
  const opened = openAnswer(answer);
  if (typeof opened === 'string') return { faults: [opened] };
  const { signed, info } = opened;
  const faults: TimeStampFault[] = [...imprintFaults(info, options.bytes)];
  if (options.nonce !== undefined && nonceOf(info) !== hexWithoutZeros(options.nonce)) faults.push('other-request');
  const time = info.genTime.toISOString();
  const signer = signerOf(signed);
  if (signer === undefined) return { faults: [...faults, 'signer-unnamed'], time };
  if (!isSignedBy(signed, signer.key)) faults.push('signature');
  if (!isNamed(signed, signer)) faults.push('signer-unnamed');
  if (!isForTimeStamping(signer.parsed)) faults.push('signer-purpose');
  const chain = chainOf(signed, signer, info, options);
  if (chain === undefined) faults.push('chain');
  else if (!chain.trusted) faults.push('unknown-root');
  return {
    faults,
    time,
    ...accuracyOf(info),
    authority: signer.certificate.subject,
    ...(chain === undefined ? {} : { root: fingerprintOf(chain) }),
  };
}

interface Opened {
  readonly signed: SignedData;
  readonly info: TSTInfo;
}

function openAnswer(answer: Uint8Array): Opened | TimeStampFault {
  try {
    const { status, timeStampToken } = TimeStampResp.fromBER(bufferOf(answer));
    if (![PKIStatus.granted, PKIStatus.grantedWithMods].includes(status.status)) return 'refused';
    if (timeStampToken?.contentType !== SIGNED_DATA) return 'malformed';
    const signed = new SignedData({ schema: timeStampToken.content });
    const { eContentType, eContent } = signed.encapContentInfo;
    if (eContentType !== TST_INFO || eContent === undefined || signed.signerInfos.length !== 1) return 'malformed';
    const info = TSTInfo.fromBER(eContent.getValue());
    return info.version === 1 && Number.isFinite(info.genTime.getTime()) ? { signed, info } : 'malformed';
  } catch {
    return 'malformed'; // safe: the parser throws on whatever is not DER of this kind
  }
}

function imprintFaults({ messageImprint }: TSTInfo, bytes: Uint8Array): readonly TimeStampFault[] {
  const hash = HASHES.get(messageImprint.hashAlgorithm.algorithmId);
  if (hash === undefined) return ['weak-hash'];
  const stamped = Buffer.from(messageImprint.hashedMessage.getValue());
  return createHash(hash).update(bytes).digest().equals(stamped) ? [] : ['other-bytes'];
}

function nonceOf({ nonce }: TSTInfo): string {
  return nonce === undefined ? '' : hexWithoutZeros(Buffer.from(nonce.valueBlock.valueHexView).toString('hex'));
}

function hexWithoutZeros(hex: string): string {
  return hex.toLowerCase().replace(/^0+/, '');
}

interface Signer {
  readonly parsed: Certificate;
  readonly certificate: X509Certificate;
  readonly key: KeyObject;
}

/** By issuer and serial number, as the signer is named; not the first that came along. */
function signerOf({ signerInfos, certificates }: SignedData): Signer | undefined {
  const sid: unknown = signerInfos[0]?.sid;
  const parsed = certificatesIn(certificates).find((each) => isMeant(sid, each));
  if (parsed === undefined) return undefined;
  try {
    const certificate = x509(parsed);
    return { parsed, certificate, key: certificate.publicKey };
  } catch {
    return undefined; // safe: a certificate that cannot be read names nobody
  }
}

function certificatesIn(items: SignedData['certificates']): readonly Certificate[] {
  return (items ?? []).filter((item): item is Certificate => item instanceof Certificate);
}

function isMeant(sid: unknown, certificate: Certificate): boolean {
  if (typeof sid !== 'object' || sid === null || !('issuer' in sid) || !('serialNumber' in sid)) return false;
  const { issuer, serialNumber } = sid;
  return (
    serialNumber instanceof Integer &&
    certificate.serialNumber.isEqual(serialNumber) &&
    certificate.issuer.isEqual(issuer)
  );
}

/** The signed attribute with the hash of the signer's certificate (RFC 2634, 5.4; RFC 5035): no other can take its place. */
function isNamed({ signerInfos }: SignedData, { certificate }: Signer): boolean {
  return (signerInfos[0]?.signedAttrs?.attributes ?? []).some(({ type, values }) => {
    if (type !== SIGNING_CERTIFICATE && type !== SIGNING_CERTIFICATE_V2) return false;
    const attribute = Buffer.from(values[0]?.toBER() ?? new ArrayBuffer(0));
    const hashes = type === SIGNING_CERTIFICATE ? ['sha1'] : ['sha256', 'sha384', 'sha512'];
    return hashes.some((hash) => attribute.includes(createHash(hash).update(certificate.raw).digest()));
  });
}

/** Critical, and for nothing else (RFC 3161, 2.3). */
function isForTimeStamping({ extensions }: Certificate): boolean {
  const usage = extensions?.find(({ extnID }) => extnID === EXTENDED_KEY_USAGE);
  if (usage?.critical !== true || !(usage.parsedValue instanceof ExtKeyUsage)) return false;
  return usage.parsedValue.keyPurposes.length === 1 && usage.parsedValue.keyPurposes[0] === TIME_STAMPING;
}

function chainOf(
  { certificates }: SignedData,
  signer: Signer,
  { genTime }: TSTInfo,
  { roots, chain = [] }: CheckTimeStampOptions,
): Chain | undefined {
  try {
    const came = certificatesIn(certificates).map(x509);
    const between = [...came, ...chain.map((each) => new X509Certificate(each))];
    const trusted = roots.map((each) => new X509Certificate(each));
    return chainTo(signer.certificate, { between, trusted, at: genTime });
  } catch {
    return undefined; // safe: a certificate that cannot be read leads nowhere
  }
}

function x509(certificate: Certificate): X509Certificate {
  return new X509Certificate(Buffer.from(certificate.toSchema(true).toBER()));
}

function fingerprintOf({ root }: Chain): string {
  return createHash('sha256').update(root.raw).digest('hex');
}

function accuracyOf({ accuracy }: TSTInfo): { readonly accuracyMs?: number } {
  if (accuracy === undefined) return {};
  const { seconds = 0, millis = 0, micros = 0 } = accuracy;
  return { accuracyMs: seconds * 1000 + millis + micros / 1000 };
}

function bufferOf(bytes: Uint8Array): ArrayBuffer {
  return Uint8Array.from(bytes).buffer;
}
