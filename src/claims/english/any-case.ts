/** What stands for itself whatever letters it holds: escapes, names of groups, classes, counts. Last, what is changed. */
const PART =
  /\\[pP]\{[^}]*\}|\\u\{[^}]*\}|\\u[\dA-Fa-f]{4}|\\x[\dA-Fa-f]{2}|\\k<[^>]*>|\\c[A-Za-z]|\\.|\(\?<[^>=!]+>|\[(?:\\.|[^\]\\])*\]|\{[^}]*\}|\(\?[-ims]*:|\p{L}|\]/gsu;

/**
 * The source of a pattern of the flag `u` with `[Aa]` in place of each letter outside of classes. The modifiers `(?i:…)` and
 * `(?-i:…)` are not used in patterns: V8 (13.6, of Node 24) forgets them when it compiles a pattern again whose code it has
 * dropped, so that in a long run `On Monday` was no longer read.
 *
 * @throws Error for such a modifier, and for a class within a class, which only the flag `v` has: patterns are made when a
 * file is loaded, so that none of them is wrong in silence
 */
export function anyCase(source: string): string {
  return source.replace(PART, (part) => {
    if (part === ']' || /^\(\?[-ims]+:$/.test(part)) throw new Error(`not in a pattern of any case: ${source}`);
    const [upper, lower] = [part.toUpperCase(), part.toLowerCase()];
    return /^\p{L}$/u.test(part) && upper !== lower && upper.length === lower.length ? `[${upper}${lower}]` : part;
  });
}
