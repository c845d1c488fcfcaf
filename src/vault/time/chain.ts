import type { X509Certificate } from 'node:crypto';

/** A path of certificates, each signed by the next and valid at one moment (RFC 5280, 6.1, without policies and revocation). */
export interface Chain {
  readonly root: X509Certificate;
  /** It is one of those that whoever asks trusts. */
  readonly trusted: boolean;
}

const LONGEST = 8;

/**
 * The chain from a certificate to one that is trusted, or else to a root among those that came along.
 *
 * @param at when every certificate has to be valid
 */
export function chainTo(
  certificate: X509Certificate,
  {
    between,
    trusted,
    at,
  }: { readonly between: readonly X509Certificate[]; readonly trusted: readonly X509Certificate[]; readonly at: Date },
): Chain | undefined {
  const isTrusted = (each: X509Certificate): boolean => trusted.some(({ raw }) => raw.equals(each.raw));
  const candidates = [...trusted, ...between].filter(({ ca }) => ca);
  let unknown: Chain | undefined;
  const walk = (current: X509Certificate, seen: readonly X509Certificate[]): Chain | undefined => {
    if (!isValid(current, at) || seen.length > LONGEST) return undefined;
    if (isTrusted(current)) return { root: current, trusted: true };
    if (isSelfSigned(current)) unknown ??= { root: current, trusted: false };
    for (const next of candidates) {
      if (seen.includes(next) || !isIssued(current, next)) continue;
      const found = walk(next, [...seen, next]);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return walk(certificate, [certificate]) ?? unknown;
}

function isValid({ validFromDate, validToDate }: X509Certificate, at: Date): boolean {
  return validFromDate <= at && at <= validToDate;
}

function isSelfSigned(certificate: X509Certificate): boolean {
  return isIssued(certificate, certificate);
}

function isIssued(certificate: X509Certificate, issuer: X509Certificate): boolean {
  return certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);
}
