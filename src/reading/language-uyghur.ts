/**
 * Rules of letters for Uyghur in its three scripts and for the languages that are taken for it. They are written from
 * the alphabets, not learnt from any text. Each answers undefined where the letters do not decide.
 */

const UYGHUR_ARABIC = /[ۈۇېۋڭۆە]|ئ(?=[اەوۇۆۈېىي])/gv;
/** Letters of Urdu, Pashto, Sorani and Sindhi, and Arabic letters that Uyghur spelling does not have. */
const NOT_UYGHUR_ARABIC = /[ٹڈںےړښټډڼۍێڕڵڤۀڻڙۓثحذصضطظعة]/gv;
const KAZAKH_ARABIC = /ٴ/v;
const KYRGYZ_ARABIC = /[ۅۉ]/v;

/** `ug-Arab`, `kk-Arab`, `ky-Arab` or undefined. */
export function arabicScriptRule(text: string, letters: number): string | undefined {
  const uyghur = count(text, UYGHUR_ARABIC);
  const against = count(text, NOT_UYGHUR_ARABIC);
  if (uyghur < 0.06 * letters) return undefined;
  if (KYRGYZ_ARABIC.test(text)) return 'ky-Arab';
  // Kazakh marks front vowels with a high hamza and writes ع for ғ; it never puts ئ before a vowel.
  if (KAZAKH_ARABIC.test(text) && !/ئ[اەوۇۆۈېى]/v.test(text)) return 'kk-Arab';
  return uyghur > 2 * against ? 'ug-Arab' : undefined;
}

/** `ug-Cyrl`, `kk`, `tt`, `ba`, `ky`, `uz-Cyrl`, `mn` or undefined. */
export function cyrillicRule(text: string): string | undefined {
  const lower = text.toLowerCase();
  const has = (letters: RegExp): boolean => letters.test(lower);
  if (has(/[ҙҡҫ]/v)) return 'ba';
  if (has(/ұ/v)) return 'kk';
  const turkic = has(/[қғ]/v);
  if (has(/ҳ/v)) return has(/[ӣӯҷ]/v) ? 'tg' : 'uz-Cyrl';
  if (turkic && has(/ў/v)) return 'uz-Cyrl';
  if (has(/[ӣӯҷ]/v)) return 'tg';
  if (has(/і/v)) return turkic || has(/[әңөү]/v) ? 'kk' : undefined;
  // Uyghur has ғ қ җ together and no ы; Tatar has җ and no ғ қ.
  if (has(/җ/v)) return turkic || !has(/[ыь]/v) ? 'ug-Cyrl' : 'tt';
  // и is the commonest vowel of Uyghur; Kazakh has ы and і in its place.
  if (turkic) return has(/[ыщ]/v) || (!has(/[әөүһ]/v) && count(lower, /и/gv) < 0.08 * lower.length) ? 'kk' : 'ug-Cyrl';
  if (has(/ә/v)) return has(/ы/v) ? 'tt' : 'ug-Cyrl';
  // Kyrgyz doubles vowels and is full of ы; Uyghur words end in ways that Kyrgyz ones do not.
  if (!has(/ы|аа|ээ|оо|өө|уу|үү/v) && has(/(?:пту|дин|тин|иду|йду|ниң|лиқ|лик|мән|сән)(?!\p{L})/v)) return 'ug-Cyrl';
  return undefined;
}

/** Letters of the Latin alphabet for Uyghur of 1959-1982, which no other living spelling has together. */
const OLD_LATIN = /[ⱪⱨƣⱫⱬ]/iv;
/** What Uyghur Latin (ULY, 2001) never writes: v, ñ, ı, ş, a lone c, English wh, doubled e and o, or apostrophes after o and g. */
const NOT_ULY = /[vıșşğçəñäåøßìíòóùúàáâãêîôûõæœłżźćńőűčřžšďťě]|c(?!h)|[og][‘’ʻʼ'`](?=[a-z])|wh|ee|oo|th/giv;
const ULY_WORDS = new Set(
  (
    'we bilen üchün bu shu u men sen biz siz ular uning bizning mening bir ikki emes bar yoq dep hem yaki yene her barliq hemme ' +
    'bolup bolghan bolidu boldi idi iken kérek qilip qilghan qilidu qildi qilish keldi kelgen bérip berdi dédi deydu ' +
    'bilenmu lékin emma chünki eger herqandaq hemde arqiliq üstide heqqide kéyin burun téximu eng nahayiti köp az yaxshi ' +
    'adem ademler xelq dölet weten uyghur uyghurlar qandaq nime néme qeyer qachan kim mumkin bolmaydu emdi hazir aka'
  ).split(' '),
);
const ULY_ENDINGS =
  /(?:ning|ghan|gen|qan|ken|idu|ydu|iwatidu|lar|ler|lerning|larning|liq|lik|luq|lük|tin|din|gha|qa|ge|ke|da|de|ta|te|ni|ip|up|üp|ush|üsh|ish|chi|siz|lighi|liqi|liki|maydu|meydu|ghili|gili|ptu|tuq|duq|imen|ymen|isen|ysen|imiz|ymiz|dingiz|mighan|migen|liri|lirini|lirining|iwer|iwet|iwal)$/v;

/**
 * `ug-Latn` or undefined. fastText has never seen Uyghur in Latin letters and calls it Turkish, Uzbek or German.
 *
 * @param needed points a word: 0.5 decides alone, less only where nothing else is known
 */
export function latinRule(text: string, needed = 0.5): string | undefined {
  const lower = text.toLowerCase().normalize('NFC');
  if (OLD_LATIN.test(lower)) return 'ug-Latn';
  const words = lower.match(/[\p{L}'’]+/gv) ?? [];
  if (words.length === 0) return undefined;
  let points = 0;
  for (const word of words) points += pointsOf(word);
  points -= 1.5 * count(lower, NOT_ULY);
  return points >= Math.max(needed === 0.5 ? 1.5 : 1, needed * words.length) ? 'ug-Latn' : undefined;
}

/** Of the words seen last: the same few make up most of any text. */
const known = new Map<string, number>();
const WORDS_KEPT = 10_000;
const LONGEST_KEPT = 40; // UTF-16 units

function pointsOf(word: string): number {
  const kept = known.get(word);
  if (kept !== undefined) return kept;
  let points = 0;
  if (ULY_WORDS.has(word)) points += 1.5;
  else if (word.length > 4 && ULY_ENDINGS.test(word)) points += 1;
  if (word.length > 3 && /[qx]|gh|é/v.test(word) && /[öüéaeiou]/v.test(word)) points += 0.5;
  if (known.size >= WORDS_KEPT) known.clear();
  if (word.length <= LONGEST_KEPT) known.set(word, points);
  return points;
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
