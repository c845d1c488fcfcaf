import simplifiedToTraditional from 'opencc-js/dict/STCharacters';

/** How many letters of each script a text has. Han counts double: one character is about a word's half. */
export interface ScriptCounts {
  readonly han: number;
  readonly kana: number;
  readonly hangul: number;
  readonly arabic: number;
  readonly cyrillic: number;
  readonly latin: number;
  readonly other: number;
}

export function countScripts(text: string): ScriptCounts {
  const counts = { han: 0, kana: 0, hangul: 0, arabic: 0, cyrillic: 0, latin: 0, other: 0 };
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0;
    if (isLatin(code)) counts.latin++;
    else if (code < 0x370) continue;
    else if (isArabic(code)) counts.arabic++;
    else if (code >= 0x400 && code <= 0x52f) counts.cyrillic++;
    else if (isHan(code)) counts.han += 2;
    else if (code >= 0x3041 && code <= 0x30fa) counts.kana += 2;
    else if (isHangul(code)) counts.hangul += 2;
    else if (/\p{L}/v.test(char)) counts.other++;
  }
  return counts;
}

function isLatin(code: number): boolean {
  if (code < 0x80) return (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a);
  return (
    (code >= 0xc0 && code <= 0x2af && code !== 0xd7 && code !== 0xf7) ||
    (code >= 0x1e00 && code <= 0x1eff) ||
    isLatinC(code)
  );
}

/** Latin Extended-C, which the older Uyghur Latin letters stand in. */
function isLatinC(code: number): boolean {
  return code >= 0x2c60 && code <= 0x2c7f;
}

/** Letters only: the block's digits, marks and punctuation say nothing of the language. */
function isArabic(code: number): boolean {
  if (code >= 0x620 && code <= 0x64a) return true;
  if (code >= 0x671 && code <= 0x6d3) return true;
  if (code === 0x66e || code === 0x66f || code === 0x674 || code === 0x6d5) return true;
  if (code >= 0x6ee && code <= 0x6ff) return code < 0x6f0 || code > 0x6f9;
  return (code >= 0x750 && code <= 0x77f) || (code >= 0xfb50 && code <= 0xfdff) || (code >= 0xfe70 && code <= 0xfefc);
}

function isHan(code: number): boolean {
  if (code >= 0x4e00 && code <= 0x9fff) return true;
  return (
    code === 0x3007 ||
    (code >= 0x3400 && code <= 0x4dbf) ||
    (code >= 0x20000 && code <= 0x3347f) ||
    (code >= 0xf900 && code <= 0xfaff)
  );
}

function isHangul(code: number): boolean {
  return (code >= 0xac00 && code <= 0xd7a3) || (code >= 0x1100 && code <= 0x11ff) || (code >= 0x3130 && code <= 0x318f);
}

const SIMPLIFIED_ONLY = new Set<string>();
const TRADITIONAL_ONLY = new Set<string>();

// A pair whose character also stands for itself in the other script (后, 里, 干) tells nothing, and is left out.
for (const pair of simplifiedToTraditional.split('|')) {
  const [simplified = '', ...traditional] = pair.split(' ');
  if (traditional.includes(simplified)) continue;
  SIMPLIFIED_ONLY.add(simplified);
  for (const char of traditional) TRADITIONAL_ONLY.add(char);
}
for (const char of SIMPLIFIED_ONLY) TRADITIONAL_ONLY.delete(char);

/** Which of the two Chinese scripts; not sure where no character of the text tells them apart. */
export function chineseScript(text: string): { language: 'zh-Hans' | 'zh-Hant'; sure: boolean } {
  let simplified = 0;
  let traditional = 0;
  for (const char of text) {
    if (SIMPLIFIED_ONLY.has(char)) simplified++;
    else if (TRADITIONAL_ONLY.has(char)) traditional++;
  }
  return { language: traditional > simplified ? 'zh-Hant' : 'zh-Hans', sure: simplified !== traditional };
}
