import type { MetadataField } from '../../nouns/reading.ts';
import { parsePage } from './html-text.ts';

const MOST_HOSTS = 20; // that are told; a page of the news fetches from some thirty
const LOOKED_AT =
  'script, [src], [srcset], [background], [poster], [data], link[href], image[href], form[action], meta[http-equiv]';
/** HTML §4.6.7: relations whose target is fetched without a click. */
const FETCHED_RELATIONS = /\b(stylesheet|icon|preload|prefetch|preconnect|dns-prefetch|modulepreload|manifest)\b/iv;

/**
 * What a page or a mail would run or fetch in a viewer that let it: scripts, and what it fetches from other machines, by
 * which a reader is noticed. It is listed; nothing of it is ever run or fetched here.
 */
export function activeInPage(page: Document, origin: string): readonly MetadataField[] {
  let scripts = 0;
  const fetched = new Map<string, Set<string>>();
  const others: string[] = [];
  for (const element of page.querySelectorAll(LOOKED_AT)) {
    const tag = element.localName;
    if (tag === 'script' && !/json/iv.test(element.getAttribute('type') ?? '')) scripts += 1;
    const to = element.getAttribute('action');
    if (tag === 'form' && hostOf(to) !== undefined) others.push(`sends a form to ${hostOf(to)}`);
    if (tag === 'meta' && /^refresh$/iv.test(element.getAttribute('http-equiv') ?? '')) {
      const next = /url\s*=\s*["']?([^"'\s]+)/iv.exec(element.getAttribute('content') ?? '')?.[1];
      if (next !== undefined) others.push(`leads on to ${next}`);
    }
    for (const address of addressesOf(element, tag)) {
      const host = hostOf(address);
      if (host === undefined) continue;
      fetched.set(host, (fetched.get(host) ?? new Set()).add(tag));
    }
  }
  const hosts = [...fetched].slice(0, MOST_HOSTS).map(([host, tags]) => `fetches ${[...tags].join(', ')} from ${host}`);
  if (fetched.size > MOST_HOSTS) hosts.push(`fetches from ${fetched.size - MOST_HOSTS} more`);
  const told = [...(scripts > 0 ? [`scripts (${scripts})`] : []), ...hosts, ...new Set(others.slice(0, MOST_HOSTS))];
  return told.map((value) => ({ name: 'active-content', value, origin }));
}

/** The same of the HTML of a mail, which is looked at closely only where it may have something of the kind. */
export function activeInMail(html: string | false | undefined, origin: string): readonly MetadataField[] {
  if (typeof html !== 'string' || !/<script|<meta|\b(?:src|srcset|background|poster|data|href|action)\s*=/iv.test(html))
    return [];
  return activeInPage(parsePage(html.replaceAll('\0', '')), origin);
}

function addressesOf(element: Element, tag: string): readonly (string | null)[] {
  const plain = ['src', 'background', 'poster', ...(tag === 'object' ? ['data'] : [])];
  const set = (element.getAttribute('srcset') ?? '').split(',').map((each) => each.trim().split(/\s/v, 1)[0] ?? '');
  const isFetched = tag === 'image' || (tag === 'link' && FETCHED_RELATIONS.test(element.getAttribute('rel') ?? ''));
  return [...plain.map((name) => element.getAttribute(name)), ...set, isFetched ? element.getAttribute('href') : null];
}

/** Of an address on another machine; a share of Windows (`\\host\…`) gives away who opens it, too. */
function hostOf(address: string | null): string | undefined {
  const found = /^\s*(?:(?:https?|ftp|wss?|file):)?(?:\/\/|\\\\)([^\/\\\s?#]{1,255})/iv.exec(address ?? '');
  return found?.[1]?.toLowerCase();
}
