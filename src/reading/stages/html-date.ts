/** Where pages say when they were published, surest first; of several of one kind the first counts. */
const META = [
  'article:published_time',
  'og:published_time',
  'datePublished',
  'publishdate',
  'publish_date',
  'pubdate',
  'publication_date',
  'parsely-pub-date',
  'sailthru.date',
  'dc.date.issued',
  'dcterms.created',
  'dc.date',
  'dcterms.date',
  'date',
  'weibo:article:create_at',
];

/** When a page says that it was published, in the precision that it says it in: `2017`, `2017-06`, `2017-06-24` or an instant. */
export function publishedOf(page: Document): string | undefined {
  return (
    fromJsonLd(page) ??
    fromMeta(page) ??
    fromAttribute(page, '[itemprop="datePublished"]') ??
    fromAttribute(
      page,
      'time[pubdate], article time[datetime], header time[datetime], time.published, time.entry-date',
    ) ??
    fromAttribute(page, '[class*="publish"][datetime], time[datetime]') ??
    fromUrl(page) ??
    fromWords(page)
  );
}

function fromJsonLd(page: Document): string | undefined {
  for (const script of page.querySelectorAll('script[type="application/ld+json"]')) {
    // Broken JSON is common here, and the one field that is wanted has a plain form.
    const match = /"datePublished"\s*:\s*"([^"]{4,40})"/v.exec(script.textContent);
    const date = parseDate(match?.[1]);
    if (date !== undefined) return date;
  }
  return undefined;
}

function fromMeta(page: Document): string | undefined {
  const metas = [...page.querySelectorAll('meta')];
  for (const name of META) {
    for (const meta of metas) {
      const says = meta.getAttribute('property') ?? meta.getAttribute('name') ?? meta.getAttribute('itemprop');
      if (says?.toLowerCase() !== name.toLowerCase()) continue;
      const date = parseDate(meta.getAttribute('content'));
      if (date !== undefined) return date;
    }
  }
  return undefined;
}

function fromAttribute(page: Document, selector: string): string | undefined {
  for (const element of page.querySelectorAll(selector)) {
    const says = element.getAttribute('datetime') ?? element.getAttribute('content') ?? element.textContent;
    const date = parseDate(says);
    if (date !== undefined) return date;
  }
  return undefined;
}

function fromUrl(page: Document): string | undefined {
  const url =
    page.querySelector('link[rel="canonical"]')?.getAttribute('href') ??
    page.querySelector('meta[property="og:url"]')?.getAttribute('content');
  const match = /\/((?:19|20)\d\d)[\/\-]?(\d\d)[\/\-]?(\d\d)(?!\d)/v.exec(url ?? '');
  return match === null ? undefined : valid(match[1], match[2], match[3]);
}

/** A date written near the top of the page, as Chinese and many other offices do. */
function fromWords(page: Document): string | undefined {
  const top = (page.body.textContent || '').slice(0, 20_000);
  const match = /((?:19|20)\d\d)\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日|((?:19|20)\d\d)-(\d\d)-(\d\d)(?!\d)/v.exec(top);
  if (match === null) return undefined;
  return valid(match[1] ?? match[4], match[2] ?? match[5], match[3] ?? match[6]);
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** ISO 8601 as far as it goes, Chinese dates, and English ones with the month in letters. Figures alone are ambiguous. */
export function parseDate(said: string | null | undefined): string | undefined {
  const text = said?.trim() ?? '';
  const instant = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?)\s*(Z|[+\-]\d\d:?\d\d)?/v.exec(text);
  if (instant !== null) {
    const day = valid(instant[1], instant[2], instant[3]);
    const zone = instant[5];
    // A clock time without a zone is not an instant: the day is what it says for sure.
    if (day === undefined || zone === undefined || !/^([01]\d|2[0-3]):[0-5]\d/v.test(instant[4] ?? '')) return day;
    return `${day}T${instant[4] ?? ''}${zone === 'Z' || zone.includes(':') ? zone : `${zone.slice(0, 3)}:${zone.slice(3)}`}`;
  }
  const plain = /^(\d{4})(?:[\-\/.年]\s*(\d{1,2})(?:[\-\/.月]\s*(\d{1,2}))?)?/v.exec(text);
  if (plain !== null && (plain[2] !== undefined || text.length === 4)) return valid(plain[1], plain[2], plain[3]);
  const packed = /^(\d{4})(\d\d)(\d\d)(?!\d)/v.exec(text);
  if (packed !== null) return valid(packed[1], packed[2], packed[3]);
  return inEnglish(text);
}

function inEnglish(text: string): string | undefined {
  const dayFirst = /(\d{1,2})(?:st|nd|rd|th)?\.?\s+([A-Za-z]{3})[a-z]*\.?,?\s+(\d{4})/v.exec(text);
  if (dayFirst !== null) return valid(dayFirst[3], monthOf(dayFirst[2]), dayFirst[1]);
  const monthFirst = /([A-Za-z]{3})[a-z]*\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})/v.exec(text);
  return monthFirst === null ? undefined : valid(monthFirst[3], monthOf(monthFirst[1]), monthFirst[2]);
}

function monthOf(name: string | undefined): string {
  return String(MONTHS.indexOf(name?.toLowerCase() ?? '') + 1);
}

function valid(year: string | undefined, month?: string, day?: string): string | undefined {
  const y = Number(year);
  if (!(y >= 1900 && y <= 2100)) return undefined;
  if (month === undefined) return String(y);
  const m = Number(month);
  if (!(m >= 1 && m <= 12)) return undefined;
  const start = `${y}-${String(m).padStart(2, '0')}`;
  if (day === undefined) return start;
  const d = Number(day);
  if (!(d >= 1 && d <= new Date(Date.UTC(y, m, 0)).getUTCDate())) return undefined;
  return `${start}-${String(d).padStart(2, '0')}`;
}
