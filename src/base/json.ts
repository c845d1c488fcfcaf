/** What JSON can say (RFC 8259). */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/** A value of interfaces as the JSON that `JSON.stringify` makes of it: what is undefined is left out. */
export function asJson(value: object): Readonly<Record<string, Json>> {
  return JSON.parse(JSON.stringify(value));
}
