/**
 * What all code of a process shares: a document that gets a reader to change one of these changes what the reader does to
 * the next document. `__proto__` among the keys of a document is how that happens (CWE-1321).
 */
const CLASSES = [
  Object,
  Function,
  Array,
  String,
  Number,
  Boolean,
  Symbol,
  BigInt,
  Date,
  RegExp,
  Map,
  Set,
  WeakMap,
  WeakSet,
  Promise,
  Error,
  TypeError,
  RangeError,
  ArrayBuffer,
  DataView,
  Uint8Array,
  Buffer,
  TextDecoder,
  TextEncoder,
  URL,
];
const SHARED: readonly object[] = [
  ...CLASSES.flatMap((each): object[] => [each, each.prototype]),
  JSON,
  Math,
  Reflect,
  Atomics,
  Intl,
  WebAssembly,
  // Those without a name of their own: typed arrays, and what iterators and generators are made of.
  Object.getPrototypeOf(Uint8Array),
  Object.getPrototypeOf([][Symbol.iterator]()),
  Object.getPrototypeOf((function* () {})()),
  Object.getPrototypeOf((async function* () {})()),
];

/** Remembers how things are; the function says whether they still are so. */
export function watchIntrinsics(): () => boolean {
  const known = SHARED.map((object) => ({ object, properties: propertiesOf(object) }));
  return () =>
    known.every(({ object, properties }) => {
      const now = propertiesOf(object);
      return now.length === properties.length && now.every((each, at) => Object.is(each, properties[at]));
    });
}

/** Keys and what they lead to, in one list. */
function propertiesOf(object: object): readonly unknown[] {
  return Reflect.ownKeys(object).flatMap((key) => {
    const property = Reflect.getOwnPropertyDescriptor(object, key);
    return [key, property?.value, property?.get, property?.set];
  });
}
