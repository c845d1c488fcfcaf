/**
 * Numbers as Chinese writes them, with digits (`1.2万`), with characters (`三百二十一`, `十余万`) or digit by digit
 * (`二〇一七`). Undefined where the characters make no number.
 */
export function chineseNumber(written: string): number | undefined {
  const plain = written.normalize('NFKC').replace(/[,，\s]/g, '');
  // `1万2千`: a number in digits for each scale.
  const mixed = /^(\d+(?:\.\d+)?[万萬亿億])(\d+(?:\.\d+)?[十百千万萬]+)$/u.exec(plain);
  if (mixed !== null) return added(chineseNumber(mixed[1] ?? ''), chineseNumber(mixed[2] ?? ''));
  const { digits, scale } = /^(?<digits>\d+(?:\.\d+)?)(?<scale>[十百千万萬亿億兆]*)$/u.exec(plain)?.groups ?? {};
  const value = digits === undefined ? spoken(plain) : Number(digits) * scaleOf(scale ?? '');
  return value !== undefined && Number.isFinite(value) ? value : undefined;
}

function added(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined || b >= a ? undefined : a + b;
}

const NEIGHBOURS = /(?<low>[一二两兩三四五六七八])(?<high>[二三四五六七八九])(?<scale>[十百千万萬亿億]*)$/u;

/** `五六`, `二十八九`, `三四百`: two digits that follow each other are a range; as they are written, each alone. */
export function neighbours(written: string): readonly [string, string] | undefined {
  const match = NEIGHBOURS.exec(written);
  const { low = '', high = '', scale = '' } = match?.groups ?? {};
  if (match === null || (DIGITS[high] ?? 0) !== (DIGITS[low] ?? 0) + 1) return undefined;
  const before = written.slice(0, match.index);
  if (/[〇零一二两兩三四五六七八九]$/u.test(before) || (/[一-九]$/u.test(before) && !/[十百千万萬亿億]$/u.test(before)))
    return undefined;
  return [before + low + scale, before + high + scale];
}

const DIGITS: Readonly<Record<string, number>> = {
  〇: 0, 零: 0, 一: 1, 二: 2, 两: 2, 兩: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9,
}; // prettier-ignore
const TENS: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 };
const MYRIADS: Readonly<Record<string, number>> = { 万: 1e4, 萬: 1e4, 亿: 1e8, 億: 1e8, 兆: 1e12 };

function scaleOf(scale: string): number {
  return Array.from(scale).reduce((product, each) => product * (TENS[each] ?? MYRIADS[each] ?? 1), 1);
}

function spoken(written: string): number | undefined {
  if (/^[〇零一二三四五六七八九]{2,}$/u.test(written))
    return Number(Array.from(written, (each) => DIGITS[each]).join(''));
  let [total, section, digit, last] = [0, 0, 0, 0];
  for (const each of written) {
    const [own, tens, myriad] = [DIGITS[each], TENS[each], MYRIADS[each]];
    if (own !== undefined) {
      digit = own;
      if (own === 0) last = 0;
    } else if (tens !== undefined) {
      section += (digit === 0 ? 1 : digit) * tens;
      [digit, last] = [0, tens];
    } else if (myriad !== undefined) {
      // `一万亿`: a scale multiplies all that stands before it and is smaller.
      total =
        myriad > 1e4 && total > 0 && total < myriad
          ? (total + section + digit) * myriad
          : total + (section + digit || 1) * myriad;
      [section, digit, last] = [0, 0, myriad];
    } else return undefined;
  }
  // `三百五` is 350, `一万二` is 12,000: a last digit counts in the next lower place.
  const place = last >= 100 ? last / 10 : 1;
  return total + section + digit * place;
}
