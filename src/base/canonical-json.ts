import canonicalize from 'canonicalize';
import type { Json } from './json.ts';

/**
 * The one spelling of a JSON value (RFC 8785).
 * @throws Error for what I-JSON cannot say: lone surrogates, NaN, infinities
 */
export function canonicalJson(value: Json): string {
  const text = canonicalize(value);
  if (text === undefined) throw new Error('a value that JSON cannot say');
  return text;
}

/** The value of `text`, or undefined unless `text` is exactly the canonical spelling of it. */
export function parseCanonicalJson(text: string): Json | undefined {
  try {
    const value: Json = JSON.parse(text);
    return canonicalJson(value) === text ? value : undefined;
  } catch {
    // Not JSON, or JSON that has no canonical spelling: both are the caller's "no".
    return undefined;
  }
}
