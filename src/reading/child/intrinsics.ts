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
  const known = SHARED.map(propertiesOf);
  return () => known.every(isUnchanged);
}

interface Properties {
  readonly object: object;
  readonly keys: readonly PropertyKey[];
  readonly descriptors: readonly (PropertyDescriptor | undefined)[];
}

function propertiesOf(object: object): Properties {
  const keys = Reflect.ownKeys(object);
  return { object, keys, descriptors: keys.map((key) => Reflect.getOwnPropertyDescriptor(object, key)) };
}

/** Asked after every file, of some two thousand properties: it makes no more than the language does. */
function isUnchanged({ object, keys, descriptors }: Properties): boolean {
  const now = Reflect.ownKeys(object);
  if (now.length !== keys.length) return false;
  for (let at = 0; at < now.length; at += 1) {
    const key = now[at];
    if (key === undefined || key !== keys[at]) return false;
    const [before, after] = [descriptors[at], Reflect.getOwnPropertyDescriptor(object, key)];
    if (!Object.is(before?.value, after?.value) || before?.get !== after?.get || before?.set !== after?.set)
      return false;
  }
  return true;
}
