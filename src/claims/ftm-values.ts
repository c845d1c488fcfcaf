/** Values as FollowTheMoney 4.11 keeps them. */

/** As its dates are: to the second, without zone, from the year 1000 on (types/date.py). */
export function ftmDate(iso: string | undefined): string | undefined {
  return iso === undefined
    ? undefined
    : /^[1-9]\d{3}(?:-\d{2}(?:-\d{2}(?:T\d{2}:\d{2}(?::\d{2})?)?)?)?/v.exec(iso)?.[0];
}

// The longest values that FollowTheMoney 4.11 keeps, in characters: types/name.py, types/string.py.
export const FTM_NAME = 384;
export const FTM_ROLE = 1_024;

/** On one line. @param longest in UTF-16 code units */
export function cut(text: string, longest: number): string {
  const line = text.replaceAll(/\s+/gv, ' ').trim();
  return line.length <= longest
    ? line
    : line
        .slice(0, longest)
        .replace(/[\ud800-\udbff]$/, '')
        .trim();
}
