/** Names of months as pages write them: the whole word, or its first letters where no other month begins with them. */
const MONTHS: readonly (readonly string[])[] = [
  'january jan januar jänner jaenner janvier enero ene gennaio gen januari janeiro ocak января январь қаңтар يناير ژانویه',
  'february feb februar feber février fevrier févr febrero febbraio februari fevereiro fev şubat февраля февраль ақпан فبراير فوریه',
  'march mar märz maerz mrz mars marzo maart março mart марта март наурыз مارس',
  'april apr avril avr abril abr aprile nisan апреля апрель сәуір أبريل آوریل',
  'may mai mayo maggio mag mei maio mayıs мая май мамыр مايو مه',
  'june jun juni juin junio giugno giu junho haziran июня июнь маусым يونيو ژوئن',
  'july jul juli juillet juil julio luglio lug julho temmuz июля июль шілде يوليو ژوئیه',
  'august aug août aout agosto ago augustus ağustos августа август тамыз أغسطس اوت',
  'september sep sept septembre septiembre settembre set setembro eylül сентября сентябрь қыркүйек سبتمبر سپتامبر',
  'october oct oktober okt octobre octubre ottobre ott outubro out ekim октября октябрь қазан أكتوبر اکتبر',
  'november nov novembre noviembre novembro kasım ноября ноябрь қараша نوفمبر نوامبر',
  'december dec dezember dez décembre decembre déc diciembre dic dicembre dezembro aralık декабря декабрь желтоқсан ديسمبر دسامبر',
].map((names) => names.split(' '));

const MONTH_OF: ReadonlyMap<string, number> = new Map(
  MONTHS.flatMap((names, index) => names.map((name) => [name, index + 1] as const)),
);

/** Younger than the web: a year below it on a page belongs to what the page tells. */
const FIRST_YEAR = 1990;
const LAST_YEAR = 2100;

const DATES =
  /(?<!\d)(?<y1>\d{4})\s?[\-\/.年]\s?(?<m1>\d{1,2})\s?[\-\/.月]\s?(?<d1>\d{1,2})(?!\d)|(?<!\d|\d\.)(?<d2>\d{1,2})\.\s?(?<m2>\d{1,2})\.\s?(?<y2>\d{4}|\d{2})(?!\d|\.\d)|(?<!\d)(?<a>\d{1,2})[\/\-](?<b>\d{1,2})[\/\-](?<y3>\d{4})(?!\d)|(?<!\d)(?<d4>\d{1,2})(?:\.|st|nd|rd|th|er|º|ª)?[\s\-,]+(?:de\s+|of\s+)?(?<n4>\p{L}{3,12})\.?,?[\s\-]+(?:de\s+|del\s+)?(?<y4>\d{4})(?!\d)|(?<n5>\p{L}{3,12})\.?\s+(?<d5>\d{1,2})(?:st|nd|rd|th)?\.?,?\s+(?<y5>\d{4})(?!\d)/giv;

/**
 * The days that are written out in a text, in its order, as `YYYY-MM-DD`. Figures between slashes are read day first,
 * as everyone but the United States does, unless only the other order makes a date or `american` is set.
 */
export function* daysIn(text: string, american = false): Generator<string> {
  for (const { groups = {} } of text.matchAll(DATES)) {
    const found = dayOf(groups, american);
    if (found !== undefined) yield found;
  }
}

function dayOf(groups: Readonly<Record<string, string | undefined>>, american: boolean): string | undefined {
  const { y1, m1, d1, y2, m2, d2, y3, a, b, y4, n4, d4, y5, n5, d5 } = groups;
  if (y1 !== undefined) return day(y1, Number(m1), d1);
  // Two figures for a year came with the web itself.
  if (y2 !== undefined) return day(y2.length === 2 ? `20${y2}` : y2, Number(m2), d2);
  if (y3 !== undefined) {
    const [dayFirst, monthFirst] = [day(y3, Number(b), a), day(y3, Number(a), b)];
    return american ? (monthFirst ?? dayFirst) : (dayFirst ?? monthFirst);
  }
  if (y4 !== undefined) return day(y4, monthOf(n4), d4);
  return day(y5, monthOf(n5), d5);
}

function monthOf(name: string | undefined): number {
  return MONTH_OF.get(name?.toLowerCase() ?? '') ?? 0;
}

function day(year: string | undefined, month: number, dayOfMonth: string | undefined): string | undefined {
  const [y, d] = [Number(year), Number(dayOfMonth)];
  if (!(y >= FIRST_YEAR && y <= LAST_YEAR && month >= 1 && month <= 12)) return undefined;
  if (!(d >= 1 && d <= new Date(Date.UTC(y, month, 0)).getUTCDate())) return undefined;
  return `${y}-${String(month).padStart(2, '0')}-${String(d).padStart(2, '0')}`;
}
