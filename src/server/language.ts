import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { INTERFACE_LANGUAGES, isInterfaceLanguage, type InterfaceLanguage } from '../web/messages.ts';
import type { Frame } from '../web/views.ts';

const COOKIE = 'touchstone-language';
const YEAR_SECONDS = 31_536_000;

/** What every page is told: the language (`?lang=`, else the cookie, else what the browser accepts) and its address. */
export function frameOf(c: Context): Frame {
  const url = new URL(c.req.url);
  const asked = url.searchParams.get('lang') ?? '';
  url.searchParams.delete('lang');
  url.searchParams.delete('token');
  const here = url.pathname + url.search;
  if (isInterfaceLanguage(asked)) return { language: asked, here };
  const kept = getCookie(c, COOKIE) ?? '';
  if (isInterfaceLanguage(kept)) return { language: kept, here };
  return { language: acceptedLanguage(c.req.header('accept-language') ?? ''), here };
}

/** Keeps the language that the address asks for. */
export function keepLanguage(c: Context): void {
  const asked = c.req.query('lang') ?? '';
  if (!isInterfaceLanguage(asked)) return;
  setCookie(c, COOKIE, asked, { path: '/', httpOnly: true, sameSite: 'Strict', maxAge: YEAR_SECONDS });
}

/** The best of the house's languages for an Accept-Language header (RFC 9110, 12.5.4); English where none fits. */
export function acceptedLanguage(header: string): InterfaceLanguage {
  let best: { readonly language: InterfaceLanguage; readonly weight: number } = { language: 'en', weight: 0 };
  for (const range of header.slice(0, 1_000).split(',')) {
    const [tag = '', ...parameters] = range.trim().toLowerCase().split(';');
    const quality = parameters.map((text) => /^\s*q=([01](?:\.\d{0,3})?)\s*$/.exec(text)?.[1]).find(Boolean);
    const weight = Number(quality ?? 1);
    const known = INTERFACE_LANGUAGES.find((language) => primary(language.tag) === primary(tag));
    if (known !== undefined && weight > best.weight) best = { language: known.tag, weight };
  }
  return best.language;
}

function primary(tag: string): string {
  return tag.split('-', 1)[0]?.trim() ?? '';
}
