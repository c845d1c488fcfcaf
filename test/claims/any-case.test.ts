import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { anyCase } from '../../src/claims/english/any-case.ts';

const CASES = [
  { source: String.raw`(?<day>on\s[a-z]+|\p{Lu}x)`, yes: ['On monday', 'ON monday', 'ÄX'], no: ['on Monday', 'äx'], why: 'classes and properties stay as they are' },
  { source: String.raw`(?<mark>[-/])a\k<mark>b`, yes: ['-A-B', '/a/b'], no: ['-A/B'], why: 'the name of a group that is named again' },
  { source: String.raw`\cJx`, yes: ['\nX', '\nx'], no: ['JX'], why: 'a control letter' },
  { source: String.raw`\x4a\u004b\u{4c}m`, yes: ['JKLM', 'JKLm'], no: ['jklm'], why: 'letters by their number' },
  { source: String.raw`[^\]a]b[\[c]d`, yes: ['xB[D', 'AbcD'], no: ['ab[d', ']b[d', 'xbCd'], why: 'a bracket that is escaped ends no class' },
  { source: String.raw`(?<!a)(?<=b)c(?:d{1,2})e?`, yes: ['BCDd', 'bcDE'], no: ['ACD', 'bc'], why: 'letters around are of any case too' },
  { source: 'é|straße', yes: ['É', 'é', 'STRAßE'], no: ['STRASSE'], why: 'letters of other alphabets; one that has two for a capital stays' },
]; // prettier-ignore
for (const { source, yes, no, why } of CASES) {
  test(`in ${source}, in any case: ${why}`, () => {
    const whole = new RegExp(String.raw`(?:${anyCase(source)})$`, 'u');
    for (const text of yes) assert.match(text, whole);
    for (const text of no) assert.doesNotMatch(text, whole);
  });
}

for (const source of ['(?i:on)', '(?-i:on)', '[[a-z]--[b]]c']) {
  test(`${source} is refused when the pattern is made`, () => assert.throws(() => anyCase(source), /any case/));
}

test('no pattern switches case within itself, which V8 forgets once it has dropped the code of the pattern', () => {
  const using = globSync('src/**/*.ts').filter((file) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .some((line) => /\(\?(?:i|-i):/.test(line) && !line.trimStart().startsWith('*')),
  );
  assert.deepEqual(using, []);
});
