import type { HttpBindings } from '@hono/node-server';
import type { Context, MiddlewareHandler } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { Problem } from '../base/problem.ts';
import { keepLanguage } from './language.ts';
import type { Session } from './session.ts';

/** What Node gives with a request; nothing where the app is called without a socket. */
export interface ServerEnv {
  Bindings: Partial<HttpBindings>;
}

/** A refusal of the protocol, not of the domain: its status stands in no table of Problems. */
export class Refusal extends Problem {
  readonly status: 401 | 405 | 413 | 414 | 503;

  constructor(status: Refusal['status'], message: string, remedy: string) {
    super(status === 401 ? 'not-allowed' : 'bad-input', message, { remedy });
    this.status = status;
  }
}

/** Nothing but this origin, no inline code or style, no framing, no plug-in (CSP Level 3). */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Every answer carries these, refusals and faults too; one that an answer already has stays. */
export const SECURITY_HEADERS: readonly (readonly [string, string])[] = [
  ['content-security-policy', CONTENT_SECURITY_POLICY],
  ['x-content-type-options', 'nosniff'],
  ['referrer-policy', 'no-referrer'],
  ['cross-origin-resource-policy', 'same-origin'],
  ['cross-origin-opener-policy', 'same-origin'],
  [
    'permissions-policy',
    'camera=(), microphone=(), geolocation=(), display-capture=(), payment=(), usb=(), serial=(), hid=()',
  ],
  // Browsers may look up the names of links before anyone follows them: that would tell the network what is read.
  ['x-dns-prefetch-control', 'off'],
  ['cache-control', 'no-store'],
];

export const secureHeaders: MiddlewareHandler<ServerEnv> = async (c, next) => {
  await next();
  for (const [name, value] of SECURITY_HEADERS) if (!c.res.headers.has(name)) c.res.headers.set(name, value);
};

const METHODS = new Set(['GET', 'HEAD', 'POST']);
const MAX_URL = 16_384; // characters; a search of 1,800 Chinese characters fits

/**
 * Turns away what no browser of this machine's user sends: other hosts (DNS rebinding), other origins (a page on the
 * web, or of another program on another port), methods and addresses that mean nothing here.
 */
export const guard: MiddlewareHandler<ServerEnv> = async (c, next) => {
  checkHost(c);
  if (!METHODS.has(c.req.method)) throw wrongMethod(c);
  if (c.req.url.length > MAX_URL) {
    throw new Refusal(414, 'The address is too long.', `Keep it under ${MAX_URL} characters; ask for fewer words.`);
  }
  checkEscapes(c.req.url);
  checkOrigin(c);
  await next();
};

/** For a method that the address does not take. */
export function wrongMethod(c: Context): Refusal {
  c.header('allow', 'GET, HEAD');
  return new Refusal(405, 'Nothing can be sent to this address.', 'Use the forms of the pages, or the command line.');
}

function checkHost(c: Context<ServerEnv>): void {
  const host = c.req.header('host') ?? '';
  const named = /^(?:127\.0\.0\.1|localhost)(?::(\d{1,5}))?$/i.exec(host);
  const port = c.env?.incoming?.socket.localPort;
  if (named && (port === undefined || Number(named[1] ?? 80) === port)) return;
  throw new Problem('not-allowed', 'This server answers only to 127.0.0.1 and localhost.', {
    remedy: 'Open the address that was printed when it was started.',
  });
}

function checkEscapes(address: string): void {
  try {
    decodeURIComponent(address);
  } catch {
    // URIError: escapes that are not UTF-8. Guessing another encoding would search for other words than were asked.
    throw new Problem('bad-input', 'The address holds a % that does not begin a UTF-8 escape.', {
      remedy: 'Write a percent sign as %25.',
    });
  }
}

/**
 * Fetch Metadata (W3C): what another site or another port starts is refused, unless it is a plain link to a page.
 * SameSite does not tell ports apart, so another program on this host counts as the same site.
 */
function checkOrigin(c: Context): void {
  if (c.req.method === 'POST') {
    checkSender(c);
    return;
  }
  const origin = c.req.header('origin');
  const site = c.req.header('sec-fetch-site') ?? 'none';
  const isLink = c.req.header('sec-fetch-mode') === 'navigate' && c.req.header('sec-fetch-dest') === 'document';
  const isPage = !/^\/api(?:\/|$)/.test(c.req.path);
  const foreignOrigin = origin !== undefined && origin.toLowerCase() !== `http://${c.req.header('host')}`.toLowerCase();
  const foreignSite = site !== 'same-origin' && site !== 'none' && !(isLink && isPage);
  if (foreignOrigin || foreignSite) throw foreign();
}

/**
 * What changes something is taken from a form of this very origin and from nowhere else: no other site or port, and no
 * address that was merely typed. With `no-referrer` browsers send `Origin: null` with the forms of these pages too, so
 * Sec-Fetch-Site decides; a browser that does not send it has to send the origin.
 */
function checkSender(c: Context): void {
  const site = c.req.header('sec-fetch-site');
  const origin = c.req.header('origin')?.toLowerCase();
  const own = `http://${c.req.header('host')}`.toLowerCase();
  if (site === undefined ? origin !== own : site !== 'same-origin' || ((origin ?? own) !== own && origin !== 'null')) {
    throw foreign();
  }
}

function foreign(): Problem {
  return new Problem('not-allowed', 'Another page or program sent this request.', {
    remedy: 'Open the address in the browser yourself.',
  });
}

/**
 * Lets in who holds the cookie. `/?token=…` is exchanged for it once, and the address cleaned, so that the token stays
 * neither in the history nor in what people copy.
 */
export function signedIn(session: Session): MiddlewareHandler<ServerEnv> {
  return async (c, next) => {
    const cookie = cookieName(c);
    const token = c.req.path === '/' ? c.req.query('token') : undefined;
    const known = session.holds(getCookie(c, cookie) ?? '');
    // HEAD is sent by programs that look before they open; only opening the page may spend the token.
    const value = token === undefined || c.req.method !== 'GET' ? undefined : session.redeem(token);
    if (value !== undefined) setCookie(c, cookie, value, { path: '/', httpOnly: true, sameSite: 'Strict' });
    if (token !== undefined && (known || value !== undefined)) {
      keepLanguage(c);
      return c.redirect('/', 303);
    }
    if (!known) {
      throw new Refusal(401, 'Nobody is signed in from here.', 'Open the address that “touchstone serve” printed.');
    }
    return next();
  };
}

/** Browsers keep cookies by host, not by port: two servers of one machine must not overwrite each other’s. */
function cookieName(c: Context): string {
  return `touchstone-${/:(\d+)$/.exec(c.req.header('host') ?? '')?.[1] ?? '80'}`;
}
