import assert from 'node:assert/strict';
import { test } from 'node:test';
import iconv from 'iconv-lite';
import { decode, decodeAs } from '../../src/reading/stages/decode.ts';

const CHINESE =
  '第十七号指令。各村工作队应当于六月二十四日之前上报本村全部户数和人数，不得遗漏。违反规定的按照有关办法处理。';
const TRADITIONAL =
  '第十七號指令。各村工作隊應當於六月二十四日之前上報本村全部戶數和人數，不得遺漏。違反規定的按照有關辦法處理。';
const JAPANESE = 'これは日本語の文章です。村の人々は六月二十四日までに報告しなければならないことになっています。';
const RUSSIAN = 'Это сообщение было отправлено всем жителям долины в июне. Никто не знал, что произойдёт дальше.';
const ARABIC = 'هذا نص باللغة العربية كتبه أحد سكان الوادي في شهر يونيو ولم يعرف أحد ما الذي سيحدث بعد ذلك في القرية';
const FRENCH =
  'Le rapport a été envoyé à tous les élèves de la vallée, où personne n’a répondu à l’été dernier. Voilà.';

const CASES = [
  { why: 'UTF-8 is known by its form', encoding: 'utf8', text: CHINESE },
  { why: 'GBK, as Chinese offices write', encoding: 'gb18030', text: CHINESE },
  { why: 'Big5', encoding: 'big5', text: TRADITIONAL },
  { why: 'Shift-JIS', encoding: 'shift_jis', text: JAPANESE },
  { why: 'Cyrillic of Windows', encoding: 'windows-1251', text: RUSSIAN },
  { why: 'Arabic of Windows', encoding: 'windows-1256', text: ARABIC },
  { why: 'Latin of Windows', encoding: 'windows-1252', text: FRENCH },
  {
    why: 'UTF-16 without a mark, little-endian',
    encoding: 'utf-16le',
    text: 'A note in plain English letters, one after another.',
  },
];
for (const { why, encoding, text } of CASES) {
  test(`text is decoded: ${why}`, () => {
    const decoded = decode(iconv.encode(text, encoding, { addBOM: false }));
    assert.equal(decoded.text, text);
    assert.equal(decoded.replaced, 0);
  });
}

test('a byte order mark decides and is left out', () => {
  for (const encoding of ['utf8', 'utf-16le', 'utf-16be']) {
    const decoded = decode(iconv.encode(CHINESE, encoding, { addBOM: true }));
    assert.equal(decoded.text, CHINESE);
    assert.equal(decoded.by, 'mark');
  }
});

test('damaged UTF-8 stays UTF-8, and what is lost is counted', () => {
  const bytes = Buffer.concat([Buffer.from(CHINESE), Buffer.from([0xff]), Buffer.from(CHINESE)]);
  const decoded = decode(bytes);
  assert.equal(decoded.encoding, 'utf-8');
  assert.equal(decoded.replaced, 1);
});

test('line ends become line feeds, and U+0000 is left out', () => {
  assert.equal(decode(Buffer.from('a\r\nb\rc\0d')).text, 'a\nb\ncd');
});

test('seven-bit Chinese mail is read', () => {
  assert.equal(decodeAs(Buffer.from('~{VPND~} text'), 'hz-gb-2312'), '中文 text');
});
