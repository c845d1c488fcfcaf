import { hexOf, joined, same, strictBase64, textIn, utf8 } from './basics.mjs';
import { certificateIn, chainOf, der, DIGESTS, oid, partsOf, signatureAlgorithm, timeOf } from './certificate.mjs';
import { parseCheckpoint, verifierKey } from './log-check.mjs';
import { checkOpenTimestamps } from './ots-check.mjs';

/** What others say about when the checkpoint was there: RFC 3161, OpenTimestamps, c2sp.org/tlog-cosignature. */

const OID = {
  signedData: '2a864886f70d010702',
  tstInfo: '2a864886f70d0109100104',
  contentType: '2a864886f70d010903',
  messageDigest: '2a864886f70d010904',
};
/** The signed attributes that name the signer's certificate, and with which hash (RFC 2634 §5.4, RFC 5035). */
const SIGNING_CERTIFICATES = new Map([
  ['2a864886f70d010910020c', ['sha1']],
  ['2a864886f70d010910022f', ['sha256', 'sha384', 'sha512']],
]);

function holdsBytes(whole, part) {
  for (let at = 0; at + part.length <= whole.length; at++)
    if (same(whole.subarray(at, at + part.length), part)) return true;
  return false;
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

/** @throws Error for what is no answer of an authority */
function openAnswer(answer) {
  const [status, token] = partsOf(der(answer));
  if (![0, 1].includes(partsOf(status)[0].body[0])) return undefined;
  const [type, content] = partsOf(token);
  const [, , encapsulated, ...rest] = partsOf(partsOf(content)[0]);
  const [contentType, wrapped] = partsOf(encapsulated);
  if (oid(type) !== OID.signedData || oid(contentType) !== OID.tstInfo) throw new Error('no time stamp');
  const signers = partsOf(rest.at(-1));
  if (signers.length !== 1) throw new Error('not one signer');
  const certificates = (rest[0].tag === 0xa0 ? partsOf(rest[0]) : []).map(({ raw }) => certificateIn(raw));
  return { told: partsOf(wrapped)[0].body, certificates, signer: partsOf(signers[0]) };
}

/** Whether the signer has signed what is told; undefined where that cannot be judged here. */
async function isSigned(told, [, , digestAlgorithm, signed, algorithm, signature], attributes, certificate, tools) {
  const only = (name) => attributes.filter(([each]) => each === name).map(([, value]) => value);
  const digest = DIGESTS.get(oid(partsOf(digestAlgorithm)[0]));
  const own = signatureAlgorithm(algorithm);
  const says = only(OID.messageDigest);
  const fits =
    digest !== undefined &&
    own !== undefined &&
    says.length === 1 &&
    same(says[0].body, tools.hash(digest, told)) &&
    oid(only(OID.contentType)[0]) === OID.tstInfo;
  if (!fits) return false;
  // Signed is the set of attributes with its own tag (RFC 5652 §5.4).
  const message = joined(Uint8Array.of(0x31), signed.raw.subarray(1));
  return tools.verify({ hash: digest, ...own }, certificate.spki, message, signature.body);
}

/** @throws Error for what is no time stamp */
async function checkRfc3161(answer, bytes, roots, tools) {
  const opened = openAnswer(answer);
  if (opened === undefined) return { faults: ['refused'] };
  const { told, certificates, signer } = opened;
  const [, , imprint, , genTime] = partsOf(der(told));
  const [imprintAlgorithm, stamped] = partsOf(imprint);
  const faults = [];
  const hash = DIGESTS.get(oid(partsOf(imprintAlgorithm)[0]));
  if (hash === undefined || !same(tools.hash(hash, bytes), stamped.body)) faults.push('other-bytes');
  const time = timeOf(genTime);

  const [issuer, serial] = partsOf(signer[1]);
  const own = certificates.find((each) => same(each.serial, serial.raw) && same(each.issuerRaw, issuer.raw));
  if (own === undefined) return { faults: [...faults, 'signer-unnamed'], time };
  const attributes = attributesOf(signer[3]);
  const signs = await isSigned(told, signer, attributes, own, tools);
  if (signs === false) faults.push('signature');
  const isNamed = attributes.some(([name, { raw }]) =>
    SIGNING_CERTIFICATES.get(name)?.some((each) => holdsBytes(raw, tools.hash(each, own.raw))),
  );
  if (!isNamed) faults.push('signer-unnamed');
  if (!own.isForStamps) faults.push('signer-purpose');
  const chain = await chainOf(own, certificates, roots, time, tools);
  if (chain === 'broken') faults.push('chain');
  const isJudged = signs !== undefined && chain !== 'unjudged';
  return { faults, time, authority: own.name, isKnown: chain === 'known', ...(isJudged ? {} : { isJudged }) };
}

async function checkCosignature(text, keyText, checkpoint, tools) {
  const note = parseCheckpoint(text);
  const key = verifierKey(keyText, tools, 4);
  if (note === undefined || key === undefined) return { faults: ['malformed'] };
  if (!same(note.message, checkpoint.message)) return { faults: ['other-bytes'] };
  const line = note.signatures.find(({ name, id, bytes }) => name === key.name && id === key.id && bytes.length === 72);
  if (line === undefined) return { faults: ['signature'] };
  const seconds = line.bytes.subarray(0, 8).reduce((sum, byte) => sum * 256 + byte, 0);
  const message = joined(utf8(`cosignature/v1\ntime ${seconds}\n`), checkpoint.message);
  if (!Number.isSafeInteger(seconds) || !(await key.verifies(message, line.bytes.subarray(8))))
    return { faults: ['signature'] };
  return { faults: [], time: new Date(seconds * 1000), authority: key.text };
}

function checkOne({ kind, key }, given, { checkpoint, stamped, roots, headers }, tools) {
  if (kind === 'rfc3161') return checkRfc3161(given, stamped, roots, tools);
  if (kind === 'opentimestamps') return checkOpenTimestamps(given, stamped, headers, tools);
  return checkCosignature(textIn(given), key, checkpoint, tools);
}

/** @param given what whoever asks trusts: certificates of authorities, headers of Bitcoin blocks by height */
export async function checkStamps({ checkpoint, stamps }, checkpointText, { roots, headers }, { faults, tools }) {
  const found = [];
  const about = { checkpoint, stamped: utf8(checkpointText), roots, headers };
  for (const [index, stamp] of stamps.entries()) {
    const where = `stamp ${index + 1}`;
    const kind = stamp?.kind;
    try {
      const given = strictBase64(stamp.bytes);
      if (given === undefined) throw new Error('not base64');
      const check = await checkOne(stamp, given, about, tools);
      for (const why of check.faults) faults.add('stamp', 'a stamp that does not hold: {why}', where, { why });
      found.push({ kind, sha256: hexOf(tools.hash('sha256', given)), ...check, time: check.time?.toISOString() });
    } catch {
      faults.add('stamp', 'no time stamp of its kind', where); // safe: whatever is wrong with it, it proves nothing
      found.push({ kind, faults: ['malformed'] });
    }
  }
  return found;
}
