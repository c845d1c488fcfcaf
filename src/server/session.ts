import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/**
 * Who may use a running server: browsers that opened an address printed with a one-time token. Held in memory alone, so
 * that nothing on disk opens a case and a restart forgets every browser.
 */
export interface Session {
  /** A token for one printed address, 128 bits in base64url; it opens once. */
  newToken(): string;
  /** Spends `token` and gives the value of the cookie that stands for it from now on; undefined for a spent or false one. */
  redeem(token: string): string | undefined;
  /** Whether `cookie` was given out by `redeem`. */
  holds(cookie: string): boolean;
}

const TOKEN_BYTES = 16;
const COOKIE_BYTES = 32;
const MAX_TOKENS = 16; // printed and not yet opened; the oldest stops working
const MAX_BROWSERS = 64; // signed in at once; the oldest has to open a new address

export function openSession(): Session {
  const tokens: Buffer[] = [];
  const cookies: Buffer[] = [];
  const give = (kept: Buffer[], bytes: number, most: number): string => {
    const secret = randomBytes(bytes).toString('base64url');
    kept.push(digest(secret));
    if (kept.length > most) kept.shift();
    return secret;
  };
  return {
    newToken: () => give(tokens, TOKEN_BYTES, MAX_TOKENS),
    redeem(token) {
      const at = find(tokens, token);
      if (at === -1) return undefined;
      tokens.splice(at, 1);
      return give(cookies, COOKIE_BYTES, MAX_BROWSERS);
    },
    holds: (cookie) => find(cookies, cookie) !== -1,
  };
}

/** Looks at every digest whole, so that the time taken tells nothing about the secret. */
function find(kept: readonly Buffer[], secret: string): number {
  const asked = digest(secret);
  let found = -1;
  for (const [index, known] of kept.entries()) if (timingSafeEqual(known, asked)) found = index;
  return found;
}

function digest(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}
