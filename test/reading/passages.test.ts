import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from '../properties.ts';
import { cutIntoPassages, mainScript } from '../../src/reading/passages.ts';

function words(text: string, blocks?: readonly { start: number; end: number }[]): string[] {
  return cutIntoPassages(text, blocks).map(({ start, end }) => text.slice(start, end));
}

test('passages are in order, not empty, trimmed, and together hold everything but white space', () => {
  const letters = fc.string({
    unit: fc.constantFrom('a', 'ئ', '指', '𠀀', ' ', '\n', '。', '. ', '\t', 'Ж'),
    maxLength: 4000,
  });
  fc.assert(
    fc.property(letters, (text) => {
      let at = 0;
      let kept = '';
      for (const { start, end } of cutIntoPassages(text)) {
        assert.ok(start >= at && end > start && end <= text.length);
        const passage = text.slice(start, end);
        assert.equal(passage.trim(), passage);
        assert.ok(passage.isWellFormed());
        assert.ok(end - start <= 1_200);
        kept += passage;
        at = end;
      }
      assert.equal(kept.replaceAll(/\s/gv, ''), text.replaceAll(/\s/gv, ''));
    }),
    { numRuns: 60 },
  );
});

test('blocks that overlap, run backwards or leave gaps lose no text', () => {
  const span = fc.record({ start: fc.nat(50), end: fc.nat(60) });
  fc.assert(
    fc.property(fc.string({ maxLength: 50 }), fc.array(span, { maxLength: 8 }), (text, blocks) => {
      assert.equal(words(text, blocks).join('').replaceAll(/\s/gv, ''), text.replaceAll(/\s/gv, ''));
    }),
  );
});

const CASES = [
  {
    why: 'blank lines part paragraphs',
    text: 'A long line of the first paragraph that is no menu entry at all.\n\nA long line of the second paragraph that is no menu entry either.',
    passages: 2,
  },
  { why: 'entries of a menu stand together', text: 'Home\n\nNews\n\nSport\n\nWeather', passages: 1 },
  {
    why: 'a line in another script is a passage of its own',
    text: 'The directive was read out in the village hall.\n第十七号指令已于六月二十四日下发各村执行。',
    passages: 2,
  },
  { why: 'white space alone is nothing', text: ' \n\n \t ', passages: 0 },
  {
    why: 'a paragraph over the limit is cut at sentence ends',
    text: 'One sentence stands here. '.repeat(100),
    passages: 3,
  },
];
for (const { why, text, passages } of CASES) {
  test(why, () => {
    const cut = words(text);
    assert.equal(cut.length, passages, JSON.stringify(cut));
  });
}

test('a long paragraph is cut after a full stop, Chinese ones too', () => {
  for (const passage of words('第十七号指令已经下发到各个村庄。'.repeat(200))) assert.ok(passage.endsWith('。'));
});

test('the main script is that of most letters', () => {
  assert.equal(mainScript('指令 no. 17'), 'han');
  assert.equal(mainScript('ئۇيغۇرچە 17'), 'arabic');
  assert.equal(mainScript('17 — 18'), 'none');
});
