import { constants, createHash, verify, type KeyLike, type KeyObject } from 'node:crypto';
import type { AlgorithmIdentifier, SignedData, SignerInfo } from 'pkijs';

/** Signatures of CMS signed data with signed attributes (RFC 5652, 5.4). */

const CONTENT_TYPE = '1.2.840.113549.1.9.3';
const MESSAGE_DIGEST = '1.2.840.113549.1.9.4';

/** Hash functions that still hold, by object identifier. */
export const HASHES: ReadonlyMap<string, string> = new Map([
  ['2.16.840.1.101.3.4.2.1', 'sha256'],
  ['2.16.840.1.101.3.4.2.2', 'sha384'],
  ['2.16.840.1.101.3.4.2.3', 'sha512'],
]);

/** By object identifier: the hash that a signature algorithm names itself (RFC 4055, RFC 5758), where it names one. */
const SIGNATURES: ReadonlyMap<string, { readonly hash?: string; readonly pss?: true; readonly pure?: true }> = new Map([
  ['1.2.840.113549.1.1.1', {}], // rsaEncryption: the hash is that of the digest
  ['1.2.840.113549.1.1.11', { hash: 'sha256' }],
  ['1.2.840.113549.1.1.12', { hash: 'sha384' }],
  ['1.2.840.113549.1.1.13', { hash: 'sha512' }],
  ['1.2.840.113549.1.1.10', { pss: true }],
  ['1.2.840.10045.4.3.2', { hash: 'sha256' }],
  ['1.2.840.10045.4.3.3', { hash: 'sha384' }],
  ['1.2.840.10045.4.3.4', { hash: 'sha512' }],
  ['1.3.101.112', { pure: true }], // Ed25519, RFC 8419
]);

/** Whether the one signer has signed the content. Nothing is thrown. */
export function isSignedBy({ encapContentInfo, signerInfos }: SignedData, key: KeyObject): boolean {
  const signer = signerInfos[0];
  const hash = HASHES.get(signer?.digestAlgorithm.algorithmId ?? '');
  if (signer === undefined || hash === undefined || encapContentInfo.eContent === undefined) return false;
  const digest = createHash(hash).update(Buffer.from(encapContentInfo.eContent.getValue())).digest();
  const says = attributesOf(signer);
  if (!says.get(MESSAGE_DIGEST)?.equals(digest)) return false;
  if (says.get(CONTENT_TYPE) === undefined) return false;
  return isSignature(signer, hash, key);
}

/** The bytes of each signed attribute that has one value. */
function attributesOf({ signedAttrs }: SignerInfo): ReadonlyMap<string, Buffer> {
  return new Map(
    (signedAttrs?.attributes ?? []).flatMap(({ type, values }): readonly (readonly [string, Buffer])[] => {
      const value: unknown = values[0];
      return values.length === 1 ? [[type, contentOf(value)]] : [];
    }),
  );
}

function contentOf(value: unknown): Buffer {
  if (typeof value !== 'object' || value === null || !('valueBlock' in value)) return Buffer.alloc(0);
  const { valueBlock } = value;
  const hex: unknown =
    typeof valueBlock === 'object' && valueBlock !== null && 'valueHexView' in valueBlock
      ? valueBlock.valueHexView
      : undefined;
  return hex instanceof Uint8Array ? Buffer.from(hex) : Buffer.alloc(0);
}

function isSignature(signer: SignerInfo, digestHash: string, key: KeyObject): boolean {
  const algorithm = SIGNATURES.get(signer.signatureAlgorithm.algorithmId);
  const signed = signer.signedAttrs?.encodedValue;
  if (algorithm === undefined || signed === undefined) return false;
  const hash = algorithm.pure === true ? null : (algorithm.hash ?? digestHash);
  const signature = Buffer.from(signer.signature.getValue());
  try {
    return verify(hash, Buffer.from(signed), paddedKey(key, signer.signatureAlgorithm), signature);
  } catch {
    return false; // safe: a key of another kind than the signature
  }
}

function paddedKey(
  key: KeyObject,
  { algorithmId }: AlgorithmIdentifier,
): KeyLike | { key: KeyObject; padding: number; saltLength: number } {
  if (SIGNATURES.get(algorithmId)?.pss !== true) return key;
  return { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_AUTO };
}
