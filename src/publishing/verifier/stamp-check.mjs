import * as crypto from 'node:crypto';
import { sha256, sha256Hex, strictBase64 } from './basics.mjs';
import { parseCheckpoint, verifierKey } from './log-check.mjs';

/** What others say about when the checkpoint was there: RFC 3161, OpenTimestamps, c2sp.org/tlog-cosignature. */

const OID = {
  signedData: '2a864886f70d010702',
  tstInfo: '2a864886f70d0109100104',
  contentType: '2a864886f70d010903',
  messageDigest: '2a864886f70d010904',
  signingCertificates: ['2a864886f70d010910020c', '2a864886f70d010910022f'],
};
const DIGESTS = new Map([
  ['608648016503040201', 'sha256'],
  ['608648016503040202', 'sha384'],
  ['608648016503040203', 'sha512'],
]);
/** The hash that a signature algorithm names; undefined where it is that of the digest, null where it has none. */
const SIGNED_WITH = new Map([
  ['2a864886f70d010101', undefined],
  ['2a864886f70d01010a', undefined], // RSASSA-PSS
  ['2a864886f70d01010b', 'sha256'],
  ['2a864886f70d01010c', 'sha384'],
  ['2a864886f70d01010d', 'sha512'],
  ['2a8648ce3d040302', 'sha256'],
  ['2a8648ce3d040303', 'sha384'],
  ['2a8648ce3d040304', 'sha512'],
  ['2b6570', null],
]);
/** The extension extKeyUsage: critical, and for time stamping alone (RFC 3161 §2.3). */
const FOR_TIME_STAMPING = Buffer.from('0603551d250101ff040c300a06082b06010505070308', 'hex');
const LONGEST_CHAIN = 8;

/** One DER value at a place. @throws Error for what is none */
function derAt(bytes, at) {
  const tag = bytes[at];
  let length = bytes[at + 1];
  let start = at + 2;
  if (length > 0x80 && length <= 0x84) {
    const octets = length - 0x80;
    length = bytes.readUIntBE(start, octets);
    start += octets;
  } else if (!(length < 0x80)) throw new Error('no DER');
  const end = start + length;
  if (end > bytes.length) throw new Error('no DER');
  return { tag, raw: bytes.subarray(at, end), body: bytes.subarray(start, end), end };
}

/** One sequence and nothing else. */
function der(bytes) {
  const value = derAt(bytes, 0);
  if (value.end !== bytes.length || value.tag !== 0x30) throw new Error('something follows the end');
  return value;
}

function partsOf({ body }) {
  const parts = [];
  for (let at = 0; at < body.length; at = parts.at(-1).end) parts.push(derAt(body, at));
  return parts;
}

const oid = (part) => (part?.tag === 6 ? part.body.toString('hex') : '');

function timeOf({ tag, body }) {
  const [, ...parts] = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\.\d+)?Z$/.exec(body.toString('latin1')) ?? [];
  const [year, month, day, hour, minute, second, fraction = ''] = parts;
  if (tag !== 0x18 || second === undefined) throw new Error('no time');
  return new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}${fraction}Z`);
}

/** The attributes of a signer with one value each. */
function attributesOf(set) {
  return partsOf(set).map((attribute) => {
    const [type, values] = partsOf(attribute);
    const given = partsOf(values);
    if (given.length !== 1) throw new Error('not one value');
    return [oid(type), given[0]];
  });
}

function isValidAt({ validFrom, validTo }, time) {
  return Date.parse(validFrom) <= time && time <= Date.parse(validTo);
}

function isIssued(certificate, issuer) {
  return certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);
}

/** RFC 5280 §6.1 without policies and revocation. 'known', 'unknown' or 'broken' */
function chainOf(certificate, between, trusted, time) {
  let state = 'broken';
  const walk = (current, seen) => {
    if (!isValidAt(current, time) || seen.length > LONGEST_CHAIN) return false;
    if (trusted.some(({ raw }) => raw.equals(current.raw))) return true;
    if (isIssued(current, current)) state = 'unknown';
    const next = [...trusted, ...between].filter((each) => each.ca && !seen.includes(each) && isIssued(current, each));
    return next.some((each) => walk(each, [...seen, each]));
  };
  return walk(certificate, [certificate]) ? 'known' : state;
}

function padded(key, algorithm) {
  if (oid(algorithm) !== '2a864886f70d01010a') return key;
  const { RSA_PKCS1_PSS_PADDING: padding, RSA_PSS_SALTLEN_AUTO: saltLength } = crypto.constants;
  return { key, padding, saltLength };
}

/** @throws Error for what is no time stamp */
function checkRfc3161(answer, bytes, roots) {
  const [status, token] = partsOf(der(answer));
  if (![0, 1].includes(partsOf(status)[0].body[0])) return { faults: ['refused'] };
  const [type, content] = partsOf(token);
  const [, , encapsulated, ...rest] = partsOf(partsOf(content)[0]);
  const [contentType, wrapped] = partsOf(encapsulated);
  if (oid(type) !== OID.signedData || oid(contentType) !== OID.tstInfo) throw new Error('no time stamp');
  const told = partsOf(wrapped)[0].body;
  const [, , imprint, , genTime] = partsOf(der(told));
  const [imprintAlgorithm, stamped] = partsOf(imprint);
  const faults = [];
  const hash = DIGESTS.get(oid(partsOf(imprintAlgorithm)[0]));
  if (hash === undefined || !crypto.createHash(hash).update(bytes).digest().equals(stamped.body))
    faults.push('other-bytes');
  const time = timeOf(genTime);

  const signers = partsOf(rest.at(-1));
  if (signers.length !== 1) throw new Error('not one signer');
  const [, sid, digestAlgorithm, signed, signatureAlgorithm, signature] = partsOf(signers[0]);
  const [issuer, serial] = partsOf(sid);
  const certificates = (rest[0].tag === 0xa0 ? partsOf(rest[0]) : []).map(({ raw }) => {
    const [first, ...more] = partsOf(partsOf(derAt(raw, 0))[0]);
    const [number, , by] = first.tag === 0xa0 ? more : [first, ...more];
    return {
      certificate: new crypto.X509Certificate(raw),
      isMeant: number.raw.equals(serial.raw) && by.raw.equals(issuer.raw),
    };
  });
  const signer = certificates.find(({ isMeant }) => isMeant)?.certificate;
  if (signer === undefined) return { faults: [...faults, 'signer-unnamed'], time };
  const attributes = attributesOf(signed);
  const digest = DIGESTS.get(oid(partsOf(digestAlgorithm)[0]));
  const only = (name) => attributes.filter(([each]) => each === name).map(([, value]) => value);
  const [named] = OID.signingCertificates.flatMap(only);
  const says = only(OID.messageDigest);
  const algorithm = partsOf(signatureAlgorithm)[0];
  // Signed is the set of attributes with its own tag (RFC 5652 §5.4).
  const message = Buffer.concat([Buffer.of(0x31), signed.raw.subarray(1)]);
  const own = SIGNED_WITH.get(oid(algorithm));
  const isSigned =
    digest !== undefined &&
    SIGNED_WITH.has(oid(algorithm)) &&
    says.length === 1 &&
    says[0].body.equals(crypto.createHash(digest).update(told).digest()) &&
    oid(only(OID.contentType)[0]) === OID.tstInfo &&
    crypto.verify(own === undefined ? digest : own, message, padded(signer.publicKey, algorithm), signature.body);
  if (!isSigned) faults.push('signature');
  const isNamed = ['sha1', 'sha256', 'sha384', 'sha512'].some((each) =>
    named?.raw.includes(crypto.createHash(each).update(signer.raw).digest()),
  );
  if (!isNamed) faults.push('signer-unnamed');
  if (!signer.raw.includes(FOR_TIME_STAMPING) || signer.keyUsage?.length !== 1) faults.push('signer-purpose');
  const chain = chainOf(
    signer,
    certificates.map(({ certificate }) => certificate),
    roots,
    time,
  );
  if (chain === 'broken') faults.push('chain');
  return { faults, time, authority: signer.subject, isKnown: chain === 'known' };
}

const OTS_MAGIC = Buffer.from('004f70656e54696d657374616d7073000050726f6f6600bf89e2e884e8929401', 'hex');
const OTS_BITCOIN = '0588960d73d71901';
const OTS_OPERATIONS = new Map([
  [0x02, (message) => crypto.createHash('sha1').update(message).digest()],
  [0x03, (message) => crypto.createHash('ripemd160').update(message).digest()],
  [0x08, (message) => sha256(message)],
  [0x67, () => undefined], // keccak256, which Node does not have
  [0xf0, (message, argument) => Buffer.concat([message, argument])],
  [0xf1, (message, argument) => Buffer.concat([argument, message])],
  [0xf2, (message) => Buffer.from(message.toReversed())],
  [0xf3, (message) => Buffer.from(message.toString('hex'))],
]);

/** Where a proof leads: for every Bitcoin block, the Merkle root that it must have. @throws Error for what is no proof */
function checkOpenTimestamps(proof, bytes) {
  if (!proof.subarray(0, OTS_MAGIC.length).equals(OTS_MAGIC)) throw new Error('no OpenTimestamps proof');
  let at = OTS_MAGIC.length;
  const take = (length) => {
    if (at + length > proof.length) throw new Error('ends too early');
    return proof.subarray(at, (at += length));
  };
  const number = () => {
    let value = 0;
    for (let factor = 1; factor <= 128 ** 6; factor *= 128) {
      const [next] = take(1);
      value += (next % 128) * factor;
      if (next < 128) return value;
    }
    throw new Error('a number that is too large');
  };
  const blocks = [];
  // Undefined is what follows from a hash that is not known here: it is read on, and leads nowhere.
  const apply = (tag, message) => {
    const argument = tag === 0xf0 || tag === 0xf1 ? take(number()) : undefined;
    if (!OTS_OPERATIONS.has(tag)) throw new Error('an operation that there is not');
    return message && OTS_OPERATIONS.get(tag)(message, argument);
  };
  const follow = (message, depth) => {
    if (depth > 256 || message?.length > 4096) throw new Error('too deep, or too long');
    for (let more = true; more;) {
      let [tag] = take(1);
      more = tag === 0xff;
      if (more) [tag] = take(1);
      if (tag !== 0) {
        follow(apply(tag, message), depth + 1);
        continue;
      }
      const kind = take(8).toString('hex');
      const end = number() + at;
      const height = kind === OTS_BITCOIN ? number() : undefined;
      if (height !== undefined && at !== end) throw new Error('something follows the height');
      if (height !== undefined && message !== undefined)
        blocks.push({ height, merkleRoot: Buffer.from(message.toReversed()).toString('hex') });
      take(end - at);
    }
  };
  const [hash] = take(1);
  const digest =
    hash === 0x08 ? sha256(bytes) : hash === 0x02 ? crypto.createHash('sha1').update(bytes).digest() : undefined;
  if (digest === undefined || !take(digest.length).equals(digest)) return { faults: ['other-bytes'], blocks };
  follow(digest, 0);
  if (at !== proof.length) throw new Error('something follows the end');
  return { faults: [], blocks };
}

function checkCosignature(text, keyText, checkpoint) {
  const note = parseCheckpoint(text);
  const key = verifierKey(keyText, 4);
  if (note === undefined || key === undefined) return { faults: ['malformed'] };
  if (!note.message.equals(checkpoint.message)) return { faults: ['other-bytes'] };
  const line = note.signatures.find(({ name, id, bytes }) => name === key.name && id === key.id && bytes.length === 72);
  if (line === undefined) return { faults: ['signature'] };
  const seconds = line.bytes.readBigUInt64BE();
  const message = Buffer.concat([Buffer.from(`cosignature/v1\ntime ${seconds}\n`), checkpoint.message]);
  if (!key.verifies(message, line.bytes.subarray(8))) return { faults: ['signature'] };
  return { faults: [], time: new Date(Number(seconds) * 1000), authority: key.text };
}

/** @param {crypto.X509Certificate[]} roots authorities that whoever asks trusts */
export function checkStamps({ checkpoint, stamps }, checkpointText, roots, faults) {
  return stamps.map((stamp, index) => {
    const { kind, bytes, key } = stamp ?? {};
    const where = `stamp ${index + 1}`;
    const given = strictBase64(bytes);
    const stamped = Buffer.from(checkpointText);
    try {
      if (given === undefined) throw new Error('not base64');
      const check =
        kind === 'rfc3161'
          ? checkRfc3161(given, stamped, roots)
          : kind === 'opentimestamps'
            ? checkOpenTimestamps(given, stamped)
            : checkCosignature(given.toString(), key, checkpoint);
      for (const fault of check.faults) faults.add('stamp', `a stamp that does not hold: ${fault}`, where);
      return { kind, sha256: sha256Hex(given), ...check, time: check.time?.toISOString() };
    } catch {
      faults.add('stamp', 'no time stamp of its kind', where); // safe: whatever is wrong with it, it proves nothing
      return { kind, faults: ['malformed'] };
    }
  });
}
