import { bytesOfHex, hexOf, joined } from './basics.mjs';
import { der, oid, partsOf } from './certificate.mjs';
import { ed25519Holds } from './own-ed25519.mjs';
import { OwnHash } from './own-hash.mjs';

/** `tools` of package-check.mjs in a browser: WebCrypto where there is one, and what it does not do, by own code. */

const OWN_NAMES = new Set(['sha1', 'sha256', 'sha384', 'sha512']);
const SUBTLE_NAMES = new Map([
  ['sha256', 'SHA-256'],
  ['sha384', 'SHA-384'],
  ['sha512', 'SHA-512'],
]);
/** Curves by their object identifiers, and how many bytes a number of theirs has. */
const CURVES = new Map([
  ['2a8648ce3d030107', { namedCurve: 'P-256', octets: 32 }],
  ['2b81040022', { namedCurve: 'P-384', octets: 48 }],
  ['2b81040023', { namedCurve: 'P-521', octets: 66 }],
]);

/** Two numbers in DER, as WebCrypto wants them: of one length, one after the other. */
function plainEcdsa(signature, octets) {
  const numbers = partsOf(der(signature)).map(({ body }) => hexOf(body).replace(/^(?:00)+/, '').padStart(2 * octets, '0'));
  return bytesOfHex(numbers.join(''));
}

function algorithmOf({ kind, hash, salt }, spki) {
  const named = { hash: SUBTLE_NAMES.get(hash) };
  if (kind === 'rsa') return { name: 'RSASSA-PKCS1-v1_5', ...named };
  if (kind === 'rsa-pss') return { name: 'RSA-PSS', saltLength: salt, ...named };
  const { namedCurve, octets } = CURVES.get(oid(partsOf(partsOf(der(spki))[0])[1])) ?? {};
  return { name: 'ECDSA', namedCurve, octets, ...named };
}

async function ed25519(subtle, spki, message, signature) {
  try {
    const key = await subtle.importKey('spki', spki, { name: 'Ed25519' }, false, ['verify']);
    return await subtle.verify({ name: 'Ed25519' }, key, signature, message);
  } catch {
    return ed25519Holds(spki.subarray(12), message, signature); // safe: a browser without Ed25519, or without WebCrypto
  }
}

/** @param subtle `crypto.subtle`, or undefined: not there on a plain `http:` page */
export function pageTools(subtle) {
  return {
    hash: (name, ...parts) =>
      OWN_NAMES.has(name) ? parts.reduce((hash, part) => hash.update(part), new OwnHash(name)).digest() : undefined,
    async verify(algorithm, spki, message, signature) {
      if (algorithm.kind === 'ed25519') return ed25519(subtle, spki, message, signature);
      if (subtle === undefined) return undefined;
      let key;
      let usual;
      try {
        usual = algorithmOf(algorithm, spki);
        key = await subtle.importKey('spki', spki, usual, false, ['verify']);
      } catch {
        return undefined; // safe: a kind of key that the browser does not know; it is said that nobody checked
      }
      try {
        const plain = algorithm.kind === 'ecdsa' ? plainEcdsa(signature, usual.octets) : signature;
        return await subtle.verify(usual, key, plain, message);
      } catch {
        return false; // safe: a signature that is none
      }
    },
  };
}

/** In bytes: up to here WebCrypto is given the whole at once, since it takes nothing in pieces. */
const LONGEST_AT_ONCE = 1 << 26;

/** Both hashes of a blob; without WebCrypto, or where it is long, piece by piece. */
export async function blobHashes(blob, subtle, keeps, rest) {
  if (subtle !== undefined && blob.size <= LONGEST_AT_ONCE) {
    const content = new Uint8Array(await blob.arrayBuffer());
    const [sha256, sha512] = await Promise.all(['SHA-256', 'SHA-512'].map((name) => subtle.digest(name, content)));
    const hex = (digest) => hexOf(new Uint8Array(digest));
    return { sha256: hex(sha256), sha512: hex(sha512), bytes: content.length, ...(keeps ? { content } : {}) };
  }
  const [short, long] = [new OwnHash('sha256'), new OwnHash('sha512')];
  const content = [];
  let bytes = 0;
  for (let at = 0; at < blob.size; at += 1 << 20) {
    const part = new Uint8Array(await blob.slice(at, at + (1 << 20)).arrayBuffer());
    short.update(part);
    long.update(part);
    bytes += part.length;
    if (keeps) content.push(part);
    await rest();
  }
  const kept = keeps ? { content: joined(...content) } : {};
  return { sha256: hexOf(short.digest()), sha512: hexOf(long.digest()), bytes, ...kept };
}
