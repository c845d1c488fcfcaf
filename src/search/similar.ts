/**
 * Whether two folded words are the same but for one edit: a letter too many, too few or another, or two neighbours
 * swapped (the distance of Damerau, at most 1). Letters are UTF-16 code units.
 */
export function isOneEdit(a: string, b: string): boolean {
  const difference = a.length - b.length;
  if (difference > 1 || difference < -1) return false;
  let first = 0;
  const shorter = Math.min(a.length, b.length);
  while (first < shorter && a.charCodeAt(first) === b.charCodeAt(first)) first += 1;
  let same = 0;
  while (same < shorter - first && a.charCodeAt(a.length - 1 - same) === b.charCodeAt(b.length - 1 - same)) same += 1;
  // What is left between the beginning and the end that both share.
  const [left, other] = [a.slice(first, a.length - same), b.slice(first, b.length - same)];
  if (left.length <= 1 && other.length <= 1) return true;
  return left.length === 2 && other.length === 2 && left[0] === other[1] && left[1] === other[0];
}
