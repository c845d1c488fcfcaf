import { bytesOfHex, hexOf, joined, same, textIn } from './basics.mjs';

/** DER (ITU-T X.690), as far as time stamps need it, and certificates (RFC 5280). */

const LONGEST_CHAIN = 8;

/** One DER value at a place. @throws Error for what is none */
export function derAt(bytes, at) {
  const tag = bytes[at];
  let length = bytes[at + 1];
  let start = at + 2;
  if (length > 0x80 && length <= 0x84) {
    const octets = length - 0x80;
    length = bytes.subarray(start, start + octets).reduce((sum, octet) => sum * 256 + octet, 0);
    start += octets;
  } else if (!(length < 0x80)) throw new Error('no DER');
  const end = start + length;
  if (end > bytes.length) throw new Error('no DER');
  return { tag, raw: bytes.subarray(at, end), body: bytes.subarray(start, end), end };
}

/** One sequence and nothing else. */
export function der(bytes) {
  const value = derAt(bytes, 0);
  if (value.end !== bytes.length || value.tag !== 0x30) throw new Error('something follows the end');
  return value;
}

export function partsOf({ body }) {
  const parts = [];
  for (let at = 0; at < body.length; at = parts.at(-1).end) parts.push(derAt(body, at));
  return parts;
}

export const oid = (part) => (part?.tag === 6 ? hexOf(part.body) : '');

/** UTCTime or GeneralizedTime, in UTC. */
export function timeOf({ tag, body }) {
  const text = String.fromCharCode(...body);
  const whole = tag === 0x17 ? `${Number(text.slice(0, 2)) < 50 ? '20' : '19'}${text}` : text;
  const [, ...parts] = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\.\d+)?Z$/.exec(whole) ?? [];
  const [year, month, day, hour, minute, second, fraction = ''] = parts;
  if ((tag !== 0x18 && tag !== 0x17) || second === undefined) throw new Error('no time');
  return new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}${fraction}Z`);
}

/** What a signature algorithm is. Without `hash`, that of the digest is meant. */
const SIGNATURES = new Map([
  ['2a864886f70d010101', { kind: 'rsa' }],
  ['2a864886f70d01010b', { kind: 'rsa', hash: 'sha256' }],
  ['2a864886f70d01010c', { kind: 'rsa', hash: 'sha384' }],
  ['2a864886f70d01010d', { kind: 'rsa', hash: 'sha512' }],
  ['2a8648ce3d040302', { kind: 'ecdsa', hash: 'sha256' }],
  ['2a8648ce3d040303', { kind: 'ecdsa', hash: 'sha384' }],
  ['2a8648ce3d040304', { kind: 'ecdsa', hash: 'sha512' }],
  ['2b6570', { kind: 'ed25519' }],
]);
const RSA_PSS = '2a864886f70d01010a';
export const DIGESTS = new Map([
  ['608648016503040201', 'sha256'],
  ['608648016503040202', 'sha384'],
  ['608648016503040203', 'sha512'],
]);

/** Of an AlgorithmIdentifier; undefined where it is not known, or no longer good. */
export function signatureAlgorithm(identifier) {
  const [name, parameters] = partsOf(identifier);
  if (oid(name) !== RSA_PSS) return SIGNATURES.get(oid(name));
  // RSASSA-PSS-params (RFC 4055 §3.1): without them SHA-1, which is no longer good.
  const given = new Map(partsOf(parameters).map((each) => [each.tag, partsOf(each)[0]]));
  const hash = given.has(0xa0) ? DIGESTS.get(oid(partsOf(given.get(0xa0))[0])) : undefined;
  const salt = given.get(0xa2)?.body.at(-1) ?? 20;
  return hash && { kind: 'rsa-pss', hash, salt };
}

const ATTRIBUTE_NAMES = new Map([
  ['550403', 'CN'],
  ['55040a', 'O'],
  ['55040b', 'OU'],
  ['550406', 'C'],
]);

/** For people. */
function nameIn(name) {
  const said = partsOf(name).flatMap((set) =>
    partsOf(set).map((attribute) => {
      const [type, value] = partsOf(attribute);
      return [ATTRIBUTE_NAMES.get(oid(type)), textIn(value.body)];
    }),
  );
  return said.flatMap(([type, value]) => (type === undefined ? [] : [`${type}=${value}`])).join(', ');
}

/** Two spellings of one name: letters of either case, however many spaces (RFC 5280 §7.1). */
function comparable(name) {
  return partsOf(name)
    .map((set) =>
      partsOf(set)
        .map((attribute) => {
          const [type, value] = partsOf(attribute);
          return `${oid(type)}=${textIn(value.body).trim().replaceAll(/\s+/g, ' ').toLowerCase()}`;
        })
        .toSorted()
        .join('+'),
    )
    .join(',');
}

/** @throws Error for what is no certificate */
export function certificateIn(raw) {
  const [signed, algorithm, signature] = partsOf(der(raw));
  const [first, ...more] = partsOf(signed);
  const [serial, , issuer, validity, subject, key, ...rest] = first.tag === 0xa0 ? more : [first, ...more];
  const [from, to] = partsOf(validity).map(timeOf);
  const given = rest.find(({ tag }) => tag === 0xa3);
  const extensions = new Map(
    (given === undefined ? [] : partsOf(partsOf(given)[0])).map((each) => {
      const values = partsOf(each);
      return [oid(values[0]), { isCritical: values.length === 3, value: derAt(values.at(-1).body, 0) }];
    }),
  );
  return {
    raw,
    signed: signed.raw,
    algorithm: signatureAlgorithm(algorithm),
    signature: signature.body.subarray(1),
    spki: key.raw,
    serial: serial.raw,
    issuerRaw: issuer.raw,
    issuer: comparable(issuer),
    subject: comparable(subject),
    name: nameIn(subject),
    from,
    to,
    ...usesIn(extensions),
  };
}

function usesIn(extensions) {
  const basic = extensions.get('551d13');
  const usage = extensions.get('551d0f')?.value.body[1];
  const purposes = extensions.get('551d25');
  return {
    isAuthority: basic !== undefined && partsOf(basic.value).some(({ tag, body }) => tag === 1 && body[0] !== 0),
    maySign: usage === undefined || (usage & 0x04) !== 0, // keyCertSign
    /** Critical, and for time stamping alone (RFC 3161 §2.3). */
    isForStamps: purposes?.isCritical === true && same(purposes.value.raw, bytesOfHex('300a06082b06010505070308')),
  };
}

/**
 * RFC 5280 §6.1 without policies and revocation: 'known' where it leads to one that is trusted, 'unknown' where it does not
 * or nobody said whom to trust (many authorities leave their root out), 'broken' where the certificate itself was not valid
 * at that time, 'unjudged' where tools are missing.
 */
export async function chainOf(certificate, between, trusted, time, tools) {
  let isUnjudged = false;
  const isValid = ({ from, to }) => from <= time && time <= to;
  const isIssued = async (one, issuer) => {
    if (one.issuer !== issuer.subject || !issuer.maySign || one.algorithm === undefined) return false;
    const holds = await tools.verify(one.algorithm, issuer.spki, one.signed, one.signature);
    isUnjudged ||= holds === undefined;
    return holds === true;
  };
  const walk = async (current, seen) => {
    if (!isValid(current) || seen.length > LONGEST_CHAIN) return false;
    if (trusted.some(({ raw }) => same(raw, current.raw))) return true;
    for (const next of [...trusted, ...between].filter((each) => each.isAuthority && !seen.includes(each)))
      if ((await isIssued(current, next)) && (await walk(next, [...seen, next]))) return true;
    return false;
  };
  if (!isValid(certificate)) return 'broken';
  if (trusted.length > 0 && (await walk(certificate, [certificate]))) return 'known';
  return isUnjudged ? 'unjudged' : 'unknown';
}

/** Every certificate in a PEM file. @throws Error for what is none */
export function certificatesIn(pem) {
  const found = pem.match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g) ?? [];
  return found.map((each) => {
    const binary = atob(each.replaceAll(/-----[A-Z ]+-----|\s/g, ''));
    return certificateIn(joined(Uint8Array.from(binary, (sign) => sign.charCodeAt(0))));
  });
}
