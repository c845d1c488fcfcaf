const PART = /\\p\{[^}]*\}|\\.|\(\?<\w+>|\[[^\]]*\]|\{[^}]*\}|[A-Za-z]/gu;

/**
 * The source of a pattern with `[Aa]` in place of each letter outside of classes. The modifiers `(?i:…)` and `(?-i:…)` are not
 * used in patterns: V8 (13.6, of Node 24) forgets them when it compiles a pattern again whose code it has dropped, so that in a
 * long run `On Monday` was no longer read.
 */
export function anyCase(source: string): string {
  return source.replace(PART, (part) =>
    /^[A-Za-z]$/.test(part) ? `[${part.toUpperCase()}${part.toLowerCase()}]` : part,
  );
}
