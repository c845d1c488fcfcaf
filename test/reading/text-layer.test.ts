import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { drawPdfPage } from '../../src/reading/stages/pdf.ts';
import { LayerCheck, sayVerdict } from '../../src/reading/text-layer.ts';
import { pagesOf, streamOf } from './pdf-fixture.ts';
import { read } from './read-bytes.ts';

const cache = mkdtempSync(join(tmpdir(), 'layer-'));
process.env['XDG_CACHE_HOME'] = cache;
after(() => rmSync(cache, { recursive: true }));

const LINES = [
  'The committee of the valley met on the',
  'fifteenth day of June and wrote down',
  'seven hundred names of people who had',
  'been taken from their houses at night.',
  'Nobody said where the lorries had gone,',
  'and the register shows 1,847 in all.',
  'The secretary signed it and went home.',
];
const GARBAGE = LINES.map((line) =>
  line.replaceAll(/[a-z]/gv, (letter) => 'qzxjkvwpybfghmcudlrnsitoae'['abcdefghijklmnopqrstuvwxyz'.indexOf(letter)]!),
);

function wordsAt(lines: readonly string[], mode: number): string {
  return `BT ${mode} Tr /F1 12 Tf 30 350 Td ${lines.map((line) => `(${line}) Tj 0 -24 Td`).join(' ')} ET`;
}

/** A scan of the lines with other words beneath it that nobody sees, as scanners write them. */
async function scanWith(layer: readonly string[]): Promise<Uint8Array> {
  const { png } = await drawPdfPage(pagesOf([wordsAt(LINES, 0)]), 1, 200);
  const { data, info } = await sharp(png).greyscale().toColourspace('b-w').raw().toBuffer({ resolveWithObject: true });
  const picture = streamOf(
    deflateSync(data),
    `/Type/XObject/Subtype/Image/Width ${info.width}/Height ${info.height}/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/FlateDecode`,
  );
  return pagesOf([`q 300 0 0 400 0 0 cm /I1 Do Q ${wordsAt(layer, 3)}`], { picture });
}

const plain = (text: string | undefined): string => (text ?? '').replaceAll(/\s+/gv, ' ');

test('a scan whose own words are wrong is recognised, and the reading says so', async () => {
  const { reading, stages } = await read(await scanWith(GARBAGE));
  assert.equal(plain(reading?.text), LINES.join(' '));
  assert.deepEqual(
    reading?.pages.map(({ textFrom }) => textFrom),
    ['ocr'],
  );
  assert.ok(stages.some(({ name }) => name === 'layer-replaced'));
  assert.match(
    reading?.metadata.find(({ name }) => name === 'Text layer')?.value ?? '',
    /^replaced by recognition: \d+ % agreement on 1 compared page$/v,
  );
});

test('a scan whose own words are right keeps them', async () => {
  const { reading, stages } = await read(await scanWith(LINES));
  assert.equal(plain(reading?.text), LINES.join(' '));
  assert.equal(reading?.pages[0]?.textFrom, 'layer');
  assert.ok(stages.some(({ name }) => name === 'layer-kept'));
});

test('a page that is no scan is not compared', async () => {
  const { reading, stages } = await read(pagesOf([wordsAt(LINES, 0)]));
  assert.equal(reading?.pages[0]?.textFrom, 'layer');
  assert.deepEqual(
    stages.map(({ name }) => name).filter((name) => name.startsWith('layer') || name === 'recognise'),
    [],
  );
});

const recognised = (text: string, confidence = 95) => ({
  text,
  confidence,
  words: Array.from(
    text.matchAll(/\S+/gv),
    ({ index, 0: word }) => [index, index + word.length, 0, 0, 1, 1, confidence] as const,
  ),
});
const ENGLISH = LINES.join(' ');
const CHINESE =
  '国务院有关部门应当按照各自职责做好相关工作并及时向社会公布调查结果任何单位和个人都有权向有关部门举报违法行为';
const UYGHUR =
  'ھەممە ئادەم زاتىدىنلا ئەركىن ئىززەت ھۆرمەت ۋە ھوقۇقتا باپباراۋەر بولۇپ تۇغۇلغان ئۇلار ئەقىلگە ۋە ۋىجدانغا ئىگە';

for (const { layer, seen, wrong, why } of [
  { layer: ENGLISH, seen: ENGLISH, wrong: false, why: 'the same' },
  {
    layer: ENGLISH.toUpperCase().replaceAll(' ', '\n'),
    seen: ENGLISH,
    wrong: false,
    why: 'capitals and lines do not count',
  },
  { layer: CHINESE, seen: CHINESE, wrong: false, why: 'pairs of Chinese characters are compared' },
  { layer: GARBAGE.join(' '), seen: ENGLISH, wrong: true, why: 'letters without sense' },
  {
    layer: 'Quarterly figures are attached to this mail as a separate sheet for all regions',
    seen: ENGLISH,
    wrong: true,
    why: 'words of another text',
  },
  { layer: ENGLISH, seen: UYGHUR, wrong: true, why: 'recognised in the wrong language once' },
  {
    layer: Array.from(UYGHUR).toReversed().join(''),
    seen: UYGHUR,
    wrong: true,
    why: 'letters in the order of the eye',
  },
]) {
  test(`a layer is ${wrong ? 'wrong' : 'right'}: ${why}`, () => {
    const check = new LayerCheck();
    check.compare(layer, recognised(seen));
    assert.equal(check.verdict?.wrong, wrong, JSON.stringify(check.verdict));
  });
}

test('a page that is read badly, or has little on it, judges nothing', () => {
  const check = new LayerCheck();
  check.compare(GARBAGE.join(' '), recognised(ENGLISH, 70));
  check.compare('', recognised('page 12'));
  assert.equal(check.verdict, undefined);
});

test('most pages decide', () => {
  const check = new LayerCheck();
  check.compare(ENGLISH, recognised(ENGLISH));
  check.compare(ENGLISH, recognised(ENGLISH));
  check.compare('', recognised(ENGLISH));
  assert.deepEqual(check.verdict && sayVerdict(check.verdict), 'kept: 67 % agreement on 3 compared pages');
});
