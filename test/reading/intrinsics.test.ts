import assert from 'node:assert/strict';
import { test } from 'node:test';
import { watchIntrinsics } from '../../src/reading/child/intrinsics.ts';

/** What a document could get a reader to do by the names that it gives to things; each undoes itself. */
const CHANGES: readonly { readonly why: string; readonly change: () => () => void }[] = [
  {
    why: 'a property that every object then has',
    change() {
      Reflect.set(Object.prototype, 'isAdmin', true);
      return () => void Reflect.deleteProperty(Object.prototype, 'isAdmin');
    },
  },
  {
    why: 'a method exchanged',
    change() {
      const trim: unknown = Reflect.get(String.prototype, 'trim');
      Reflect.set(String.prototype, 'trim', () => 'nothing');
      return () => void Reflect.set(String.prototype, 'trim', trim);
    },
  },
  {
    why: 'a method that answers each time anew',
    change() {
      const at = Reflect.getOwnPropertyDescriptor(Array.prototype, 'at') ?? {};
      const value: unknown = at.value;
      Reflect.defineProperty(Array.prototype, 'at', { configurable: true, get: () => value });
      return () => void Reflect.defineProperty(Array.prototype, 'at', at);
    },
  },
  {
    why: 'a function of a namespace exchanged',
    change() {
      const { parse } = JSON;
      Reflect.set(JSON, 'parse', () => ({}));
      return () => void Reflect.set(JSON, 'parse', parse);
    },
  },
];

test('what all code shares is unchanged where nothing changed it', () => {
  const unchanged = watchIntrinsics();
  assert.equal(unchanged(), true);
});

for (const { why, change } of CHANGES) {
  test(`it is noticed: ${why}`, () => {
    const unchanged = watchIntrinsics();
    const undo = change();
    try {
      assert.equal(unchanged(), false);
    } finally {
      undo();
    }
    assert.equal(unchanged(), true);
  });
}
