import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { anyCase } from '../../src/claims/english/any-case.ts';
import { saidAs } from './said.ts';

const CASES = [
  { text: 'Police said five people died and warned of more.', by: ['Police'], why: 'the next verb has the same subject' },
  { text: "The agency's own figure for the north was 151 dead.", by: ['The agency'], why: 'it is called theirs' },
  { text: 'Rebuilding it, the charity reckons, would cost 3 million euros.', by: ['the charity'], why: 'a parenthesis' },
  { text: 'The Chamber of Commerce comes to 400 broken windows.', by: ['The Chamber of Commerce'], why: 'a sum' },
  { text: 'Five people died at the mill.', by: [], why: 'nobody is named' },
]; // prettier-ignore
for (const { text, by, why } of CASES) {
  test(`figures of “${text}” are credited with ${by.join(', ') || 'nobody'}: ${why}`, () => {
    assert.deepEqual(saidAs('figure', text)[0]?.by, by);
  });
}

test('a pattern in any case is one without a flag, and keeps its classes and groups', () => {
  const pattern = new RegExp(String.raw`^${anyCase(String.raw`(?<day>on\s[a-z]+|\p{Lu}x)`)}$`, 'u');
  assert.deepEqual(
    ['On monday', 'ON monday', 'on Monday', 'ÄX', 'äx'].map((text) => pattern.test(text)),
    [true, true, false, true, false],
  );
});

test('no pattern switches case within itself, which V8 forgets once it has dropped the code of the pattern', () => {
  const using = globSync('src/**/*.ts').filter((file) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .some((line) => /\(\?(?:i|-i):/.test(line) && !line.trimStart().startsWith('*')),
  );
  assert.deepEqual(using, []);
});
