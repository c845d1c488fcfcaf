/**
 * Leads a link to the words of a page: `#p3:quote=…`, percent-encoded, with what stands around them where the page has
 * them more than once. Without this script such a link leads to an element of that id, where a claim cites the words.
 */

const LINK = /^#p(\d+):quote=([^&]*)(?:&prefix=([^&]*))?(?:&suffix=([^&]*))?$/;
const SVG = 'http://www.w3.org/2000/svg';
const LEAST = 0.4; // of the quoted letters: less that stands together is no trace of the words
const ENOUGH = 12; // letters of what stands around words, to find their place by

interface Letter {
  readonly node: Text;
  readonly at: number;
}

/** The letters of a page without the spaces between them: lines are broken otherwise in a quotation than on a page. */
interface Letters {
  readonly places: readonly Letter[];
  readonly plain: string;
  readonly folded: string;
}

interface Stretch {
  readonly start: number;
  readonly end: number;
}

addEventListener('hashchange', open);
open();

function open(): void {
  const note = document.querySelector<HTMLElement>('#quoted');
  if (note !== null) note.hidden = true;
  for (const frames of document.querySelectorAll('svg.here')) frames.remove();
  for (const shown of document.querySelectorAll('mark.here')) shown.replaceWith(...shown.childNodes);
  for (const link of document.querySelectorAll<HTMLAnchorElement>('.tongues a')) link.hash = location.hash;
  const number = /^#p(\d+)(?=$|[:-])/.exec(location.hash)?.[1];
  if (number === undefined) return;
  const page = document.getElementById(`p${number}`);
  if (page?.matches('.sheet-of') !== true) leave(Number(number));
  else mark(page, note);
}

/** To the file of the document that shows the page. */
function leave(page: number): void {
  for (const link of document.querySelectorAll<HTMLAnchorElement>('.part-list a')) {
    const { first, last } = link.dataset;
    const isThere = page >= Number(first) && page <= Number(last) && link.ariaCurrent !== 'page';
    if (isThere) location.replace(`${link.href.replace(/#.*$/, '')}${location.hash}`);
  }
}

function mark(page: HTMLElement, note: HTMLElement | null): void {
  const link = LINK.exec(location.hash);
  const words = page.querySelector('.words');
  if (link === null || words === null) return;
  const [quote = '', prefix = '', suffix = ''] = link.slice(1).slice(1).map(decoded);
  const letters = lettersOf(words);
  const wanted = { quote, prefix, suffix };
  const exact = exactly(letters, wanted);
  const found = exact ?? between(letters, wanted) ?? nearest(letters, quote);
  if (exact === undefined && note !== null) {
    note.textContent =
      (found === undefined ? note.dataset['lost'] : note.dataset['nearest'])?.replace('{words}', quote) ?? '';
    note.hidden = false;
    page.querySelector('.head')?.after(note);
  }
  const first = found === undefined ? undefined : marked(letters, found);
  if (found !== undefined) {
    drawn(page, letters.plain, found).catch(() => {
      // safe: the words are marked in the text, and the picture is there without their places
    });
  }
  // The picture above may not have come yet: what was looked for stays in the middle of the window.
  (first ?? note ?? page).scrollIntoView({ block: 'center' });
}

function decoded(text: string | undefined): string {
  try {
    return decodeURIComponent(text ?? '');
  } catch {
    return text ?? ''; // safe: a link that was cut in two is looked for as it stands
  }
}

function lettersOf(element: Element): Letters {
  const places: Letter[] = [];
  let plain = '';
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    if (!(node instanceof Text)) continue;
    for (let at = 0; at < node.data.length; at += 1) {
      const letter = node.data.charAt(at);
      if (/\s/.test(letter)) continue;
      places.push({ node, at });
      plain += letter;
    }
  }
  return { places, plain, folded: folded(plain) };
}

/** Letter by letter, so that places stay. */
function folded(plain: string): string {
  let out = '';
  for (const letter of plain.split('')) {
    const low = letter.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
    out += low.length === 1 ? low : letter;
  }
  return out;
}

function tight(text: string): string {
  return text.replaceAll(/\s/g, '');
}

interface Wanted {
  readonly quote: string;
  readonly prefix: string;
  readonly suffix: string;
}

/** The words as they are quoted, whatever their case; of several places the one with most of the same around it. */
function exactly({ plain, folded: low }: Letters, { quote, prefix, suffix }: Wanted): Stretch | undefined {
  const [before, after] = [tight(prefix), tight(suffix)];
  for (const [text, sought] of [
    [plain, tight(quote)],
    [low, folded(tight(quote))],
  ] as const) {
    const places = [...all(text, sought), ...cutShort(text, sought)];
    const [best] = places.toSorted((a, b) => around(plain, b, before, after) - around(plain, a, before, after));
    if (best !== undefined) return best;
  }
  return undefined;
}

function all(text: string, sought: string): readonly Stretch[] {
  const found: Stretch[] = [];
  if (sought === '') return found;
  for (let at = text.indexOf(sought); at !== -1 && found.length < 1_000; at = text.indexOf(sought, at + 1)) {
    found.push({ start: at, end: at + sought.length });
  }
  return found;
}

/** Of long quotations a link has the beginning and the end, with … between them. */
function cutShort(text: string, sought: string): readonly Stretch[] {
  const cut = sought.indexOf('…');
  if (cut < 1 || cut === sought.length - 1) return [];
  const [head, tail] = [sought.slice(0, cut), sought.slice(cut + 1)];
  return all(text, head).flatMap(({ start, end }) => {
    const last = text.indexOf(tail, end);
    return last === -1 ? [] : [{ start, end: last + tail.length }];
  });
}

function around(text: string, { start, end }: Stretch, before: string, after: string): number {
  let same = 0;
  while (same < before.length && text[start - same - 1] === before[before.length - same - 1]) same += 1;
  const left = same;
  while (same - left < after.length && text[end + same - left] === after[same - left]) same += 1;
  return same;
}

/** What stands between the words that the link has before and after its own, where that is about as long. */
function between({ folded: text }: Letters, { quote, prefix, suffix }: Wanted): Stretch | undefined {
  const before = folded(tight(prefix)).slice(-ENOUGH);
  const after = folded(tight(suffix)).slice(0, ENOUGH);
  if (before.length < ENOUGH / 2 || after.length < ENOUGH / 2) return undefined;
  for (const { end: start } of all(text, before)) {
    const end = text.indexOf(after, start);
    if (end > start && end - start <= tight(quote).length * 2 + ENOUGH) return { start, end };
  }
  return undefined;
}

/** The longest stretch that the page and the quotation share, where it is long enough to be a trace of it. */
function nearest({ folded: text }: Letters, quote: string): Stretch | undefined {
  const sought = folded(tight(quote)).slice(0, 400);
  let best = { start: 0, end: 0 };
  let above = new Uint16Array(text.length + 1);
  for (const letter of sought.split('')) {
    const row = new Uint16Array(text.length + 1);
    for (let at = 0; at < text.length; at += 1) {
      if (text[at] !== letter) continue;
      const length = (above[at] ?? 0) + 1;
      row[at + 1] = length;
      if (length > best.end - best.start) best = { start: at + 1 - length, end: at + 1 };
    }
    above = row;
  }
  return best.end - best.start >= Math.max(2, sought.length * LEAST) ? best : undefined;
}

/** @returns the first of the marks */
function marked({ places }: Letters, { start, end }: Stretch): Element | undefined {
  const ends = new Map<Text, Stretch>();
  for (const { node, at } of places.slice(start, end)) {
    const known = ends.get(node);
    ends.set(node, { start: known?.start ?? at, end: at + 1 });
  }
  const nodes = [...ends];
  const marks = nodes.map(([node, stretch], index) => {
    const range = document.createRange();
    // The spaces between two pieces belong to the words as well.
    const isOpen = index > 0 && node.data.slice(0, stretch.start).trim() === '';
    const goesOn = index < nodes.length - 1 && node.data.slice(stretch.end).trim() === '';
    range.setStart(node, isOpen ? 0 : stretch.start);
    range.setEnd(node, goesOn ? node.data.length : stretch.end);
    const element = document.createElement('mark');
    element.className = 'here';
    range.surroundContents(element);
    return element;
  });
  return marks[0];
}

/** The file of a page’s text, as far as it is used here. */
interface PageFile {
  readonly text: string;
  readonly words: readonly (readonly [start: number, end: number, x: number, y: number, w: number, h: number])[];
  readonly width: number;
  readonly height: number;
}

/** Frames the words on the picture of the page, where a server gives their places: in a folder no file can be read. */
async function drawn(page: HTMLElement, plain: string, found: Stretch): Promise<void> {
  const sheet = page.querySelector('.leaf .sheet');
  const link = page.querySelector<HTMLAnchorElement>('.prints a');
  if (sheet === null || link === null || location.protocol === 'file:') return;
  const file: PageFile = await fetch(link.href).then((response) => response.json());
  const places = Array.from(file.text.matchAll(/\S/g), ({ index }) => index);
  const [start = 0, end = 0] = [places[found.start], places[found.end - 1]];
  if (tight(file.text) !== plain) return;
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('class', 'here');
  svg.setAttribute('viewBox', `0 0 ${file.width} ${file.height}`);
  svg.setAttribute('preserveAspectRatio', 'none');
  svg.setAttribute('aria-hidden', 'true');
  for (const [from, to, x, y, width, height] of file.words) {
    if (from > end || to <= start) continue;
    const frame = document.createElementNS(SVG, 'rect');
    frame.setAttribute('class', 'hl-now');
    for (const [name, value] of Object.entries({ x, y, width, height })) frame.setAttribute(name, String(value));
    svg.append(frame);
  }
  sheet.append(svg);
}
