import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { glob } from 'node:fs/promises';
import { test } from 'node:test';
import { parseSync } from 'oxc-parser';
import { caseProblems as ugCase } from '../../src/web/messages/ug-problems-case.ts';
import { workProblems as ugWork } from '../../src/web/messages/ug-problems-work.ts';
import { caseProblems as zhCase } from '../../src/web/messages/zh-hans-problems-case.ts';
import { workProblems as zhWork } from '../../src/web/messages/zh-hans-problems-work.ts';
import { problemWords } from '../../src/web/problem-words.ts';

test('a problem is said in the language of the reader, with what differs from time to time kept', () => {
  assert.deepEqual(problemWords('zh-Hans', 'None of the 3 passwords opens it.'), {
    text: '3 个密码都打不开。',
    language: 'zh-Hans',
  });
  assert.deepEqual(problemWords('en', 'The disk is full.'), { text: 'The disk is full.', language: 'en' });
});

test('a sentence that nobody translated is shown as English, and told to be', () => {
  assert.deepEqual(problemWords('ug', 'Nobody wrote this.'), { text: 'Nobody wrote this.', language: 'en' });
});

test('every problem that a room other than the command line throws is said in Chinese and Uyghur', async () => {
  const { thrown } = await SENTENCES;
  assert.ok(thrown.size > 150, `${thrown.size} sentences were found`);
  const untold = [...thrown].filter((sentence) =>
    (['zh-Hans', 'ug'] as const).some((language) => problemWords(language, sentence).language !== language),
  );
  assert.deepEqual(untold, []);
});

test('the catalogues of problems have the same sentences, and none that the program no longer says', async () => {
  const { all } = await SENTENCES;
  const zh = Object.entries({ ...zhCase, ...zhWork });
  assert.deepEqual(
    zh.map(([english]) => english),
    Object.keys({ ...ugCase, ...ugWork }),
  );
  const shapes = new Set([...all].map(shape));
  assert.deepEqual(
    zh.map(([english]) => english).filter((english) => !shapes.has(shape(english))),
    [],
  );
});

/** Blanks are all alike. */
function shape(sentence: string): string {
  return sentence.replaceAll(/\{\w+\}/g, '{}');
}

/** Functions that make a Problem of the sentences they are given. */
const MAKERS = new Set(['Problem', 'Refusal', 'wrong', 'noSuch']);

async function sentences(): Promise<{ readonly thrown: ReadonlySet<string>; readonly all: ReadonlySet<string> }> {
  const thrown = new Set<string>();
  const all = new Set<string>();
  for await (const file of glob('src/**/*.ts', { exclude: ['src/cli/**', 'src/web/messages/**'] })) {
    const text = readFileSync(file, 'utf8');
    walk(parseSync(file, text).program, (node) => {
      for (const said of literals(node)) all.add(said);
      const { callee, arguments: given } = node;
      if (!isNode(callee) || !MAKERS.has(String(callee['name'])) || !Array.isArray(given)) return;
      const local = callee['name'] === 'wrong' && !file.startsWith('src/claims/');
      for (const said of local ? [] : given.flatMap(sayings)) if (said.includes(' ')) thrown.add(said);
    });
  }
  return { thrown, all };
}

const SENTENCES = sentences();

type Node = Readonly<Record<string, unknown>> & { readonly type: string };

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

function walk(value: unknown, see: (node: Node) => void): void {
  if (Array.isArray(value)) for (const each of value) walk(each, see);
  else if (isNode(value)) {
    see(value);
    for (const each of Object.values(value)) walk(each, see);
  }
}

/** The sentences in an argument: its own, those of both its outcomes, or that of its `remedy`. */
function sayings(node: unknown): string[] {
  if (!isNode(node)) return [];
  if (node.type === 'ConditionalExpression') return [node['consequent'], node['alternate']].flatMap(sayings);
  if (node.type !== 'ObjectExpression' || !Array.isArray(node['properties'])) return literals(node);
  return node['properties'].flatMap((property: unknown) =>
    isNode(property) && isNode(property['key']) && property['key']['name'] === 'remedy'
      ? sayings(property['value'])
      : [],
  );
}

function literals(node: Node): string[] {
  if (node.type === 'Literal' && typeof node['value'] === 'string') return [node['value']];
  if (node.type === 'BinaryExpression' && node['operator'] === '+' && isNode(node['left']) && isNode(node['right'])) {
    const [left, right] = [literals(node['left'])[0], literals(node['right'])[0]];
    return left === undefined || right === undefined ? [] : [left + right];
  }
  if (node.type !== 'TemplateLiteral' || !Array.isArray(node['quasis'])) return [];
  const words = node['quasis'].map((quasi: unknown) =>
    isNode(quasi) && typeof quasi['value'] === 'object' && quasi['value'] !== null && 'cooked' in quasi['value']
      ? String(quasi['value'].cooked)
      : '',
  );
  return [words.join('{x}')];
}
