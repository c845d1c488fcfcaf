import { Problem } from '../base/problem.ts';

export function cutShort(seq: number): Problem {
  return damaged(`Its files end before entry ${seq}, which was there.`);
}

export function damaged(what: string): Problem {
  return new Problem('case-damaged', `The ledger of this case is damaged. ${what}`, {
    remedy:
      'Run `touchstone verify CASE` to see all of it, then restore the folder ledger from another copy of the case.',
  });
}

export function newer(): Problem {
  return new Problem('case-newer', 'The ledger of this case was written by a newer version of Touchstone.', {
    remedy: 'Open it with that version. Nothing was changed.',
  });
}
