import assert from 'node:assert/strict';
import { test } from 'node:test';
import { logLines } from '../../src/base/log.ts';

test('a line cannot steer the terminal or pretend to be two', () => {
  assert.equal(logLines('a\u001b[31m\nb\u202E'), 'a\\u001b[31m\\u000ab\\u202e\n');
});

test('a cause is printed with where it came from and what caused it', () => {
  const error = new Error('outer', { cause: Object.assign(new Error('inner'), { code: 'ENOSPC' }) });
  const lines = logLines('failed', error).split('\n');
  assert.equal(lines[1], '  caused by Error: outer');
  assert.match(lines[2] ?? '', /at .*log\.test\.ts/);
  assert.ok(lines.includes('  caused by Error (ENOSPC): inner'));
});

test('words of a document that an error quotes stay out', () => {
  const quoted = (): unknown => {
    try {
      return JSON.parse('the secret of the source');
    } catch (error) {
      return error;
    }
  };
  assert.doesNotMatch(logLines('failed', quoted()), /the secret/);
  assert.ok(logLines('failed', new Error('x'.repeat(10_000))).length < 5_000);
  assert.doesNotMatch(logLines('failed', 'the secret'), /secret/);
});

test('causes that go round in a circle end', () => {
  const error = new Error('round');
  error.cause = error;
  assert.ok(logLines('failed', error).length < 20_000);
});
