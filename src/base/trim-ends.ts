/**
 * `text` without the characters at its beginning that `leading` matches, and those at its end that `trailing` does, in
 * time that grows with its length: `/[…]+$/` begins anew at each character of every run, and a document has runs as long
 * as it pleases.
 * @param leading of one UTF-16 code unit, and not global
 */
export function trimEnds(text: string, leading: RegExp, trailing: RegExp = leading): string {
  let [start, end] = [0, text.length];
  while (start < end && leading.test(text.charAt(start))) start++;
  while (end > start && trailing.test(text.charAt(end - 1))) end--;
  return text.slice(start, end);
}
