export type ProblemCode =
  | 'bad-input'
  | 'not-allowed'
  | 'not-found'
  | 'altered'
  | 'reader-failed'
  | 'case-exists'
  | 'case-newer'
  | 'case-damaged'
  | 'case-busy'
  | 'wrong-passphrase'
  | 'disk-full'
  | 'wrong-password'
  | 'unreadable-place';

/** What each code means to the doors; a test checks that docs/problems.md explains every key. */
export const PROBLEMS: Record<ProblemCode, { readonly status: number; readonly exitCode: number }> = {
  'bad-input': { status: 400, exitCode: 2 },
  'not-allowed': { status: 403, exitCode: 3 },
  'not-found': { status: 404, exitCode: 4 },
  altered: { status: 409, exitCode: 5 },
  'reader-failed': { status: 422, exitCode: 6 },
  'case-exists': { status: 409, exitCode: 7 },
  'case-newer': { status: 409, exitCode: 8 },
  'case-damaged': { status: 500, exitCode: 9 },
  'case-busy': { status: 423, exitCode: 10 },
  'wrong-passphrase': { status: 403, exitCode: 11 },
  'disk-full': { status: 507, exitCode: 12 },
  'unreadable-place': { status: 403, exitCode: 13 },
  'wrong-password': { status: 422, exitCode: 14 },
};

/**
 * An expected failure that a person can act on. Anything thrown that is not a Problem is a bug, and the doors say so.
 * `message` and `remedy` are shown: never put document text, source names or paths outside the case in them; those
 * belong in `cause`, which only the log sees.
 */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly code: ProblemCode;
  readonly remedy: string;

  constructor(code: ProblemCode, message: string, options: { remedy: string; cause?: unknown }) {
    super(message, { cause: options.cause });
    this.code = code;
    this.remedy = options.remedy;
  }
}
