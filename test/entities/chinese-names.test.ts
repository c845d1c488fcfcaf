import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nameReader } from '../../src/entities/chinese-names.ts';

const TEXT = '王勇智说，欧阳修在，吕不韦来了。朱海仑签发，张三、李四。单田芳';

/** Counts in one text, as an index does, and says how often it was asked. */
function counting(): { asked: number; counts: (texts: readonly string[]) => Promise<readonly number[]> } {
  const state = {
    asked: 0,
    counts: async (texts: readonly string[]) => {
      state.asked += texts.length;
      return texts.map((text) => (TEXT.includes(text) ? 1 : 0));
    },
  };
  return state;
}

for (const { han, latin, why } of [
  { han: '王勇智', latin: ['Wang Yongzhi', 'Yongzhi Wang', 'Wang Yong Zhi'], why: 'both orders, joined and apart' },
  { han: '欧阳修', latin: ['Ouyang Xiu'], why: 'a surname of two characters' },
  { han: '单田芳', latin: ['Shan Tianfang', 'Dantianfang'], why: 'a surname has a reading of its own' },
  { han: '莎车', latin: ['Shache'], why: 'a word' },
]) {
  test(`${han} is read as ${latin.join(', ')}: ${why}`, async () => {
    const { latinFor } = await nameReader();
    for (const name of latin) assert.ok(latinFor(han).includes(name), latinFor(han).join(', '));
  });
}

for (const { words, han, why } of [
  { words: ['wang', 'yongzhi'], han: ['王勇智'], why: 'surname first' },
  { words: ['yongzhi', 'wang'], han: ['王勇智'], why: 'surname last' },
  { words: ['wang', 'yong', 'zhi'], han: ['王勇智'], why: 'given name apart' },
  { words: ['yong', 'zhi', 'wang'], han: ['王勇智'], why: 'apart, surname last' },
  { words: ['ouyang', 'xiu'], han: ['欧阳修'], why: 'a surname of two syllables' },
  { words: ['lu', 'buwei'], han: ['吕不韦'], why: 'ü typed as u' },
  { words: ['lv', 'buwei'], han: ['吕不韦'], why: 'ü typed as v' },
  { words: ['shan', 'tianfang'], han: ['单田芳'], why: 'a surname has a reading of its own' },
  { words: ['zhang', 'san'], han: ['张三'], why: 'a given name of one character' },
  { words: ['wang', 'xiaoming'], han: [], why: 'nobody in the text' },
  { words: ['the', 'man'], han: [], why: 'no pinyin' },
]) {
  test(`${words.join(' ')} finds ${han.join(', ') || 'nobody'}: ${why}`, async () => {
    const { hanFor } = await nameReader();
    const { counts } = counting();
    assert.deepEqual(await hanFor(words, counts), han);
  });
}

test('the index is not asked for more than it can answer at once, however common the syllables', async () => {
  const { hanFor } = await nameReader();
  const state = counting();
  const counts = async (texts: readonly string[]): Promise<readonly number[]> => {
    await state.counts(texts);
    return texts.map(() => 1);
  };
  assert.ok((await hanFor(['li', 'shiyi'], counts)).length <= 8);
  assert.ok(state.asked <= 1_500);
});
