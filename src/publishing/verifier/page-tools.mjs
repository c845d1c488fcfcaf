import { bytesOfHex, hexOf } from './basics.mjs';
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
  const numbers = partsOf(der(signature)).map(({ body }) =>
    hexOf(body)
      .replace(/^(?:00)+/, '')
      .padStart(2 * octets, '0'),
  );
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
