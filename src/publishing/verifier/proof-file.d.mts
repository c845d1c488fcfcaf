/**
 * A proof without its entries, and these, one at a time; undefined where there is no list of them.
 * @throws SyntaxError for what is no JSON; where it is an entry, when that is asked for
 */
export function openProof(bytes: Uint8Array): { readonly proof: unknown; readonly entries?: Iterable<unknown> };
