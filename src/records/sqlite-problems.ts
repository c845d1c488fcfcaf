import { Problem } from '../base/problem.ts';

/** What SQLite said when it refused, with its extended result code (sqlite.org/rescode.html). */
export class SqliteError extends Error {
  override readonly name = 'SqliteError';
  readonly errcode: number;

  constructor(message: string, errcode: number) {
    super(message);
    this.errcode = errcode;
  }
}

const SQLITE_BUSY = 5;
const SQLITE_READONLY = 8;
const SQLITE_IOERR = 10;
const SQLITE_CORRUPT = 11;
const SQLITE_FULL = 13;
const SQLITE_CANTOPEN = 14;
const SQLITE_NOTADB = 26;

/** Whether something caught is SQLite's refusal to wait any longer. */
export function isBusy(error: unknown): boolean {
  const code = error instanceof Error && 'errcode' in error ? Number(error.errcode) : 0;
  return (code & 0xff) === SQLITE_BUSY;
}

export function busy(cause: unknown): Problem {
  return new Problem('case-busy', 'Another program holds this case.', {
    remedy: 'Wait until it is done, or end it, then try again. Nothing was changed.',
    cause,
  });
}

export function full(cause: unknown): Problem {
  return new Problem('disk-full', 'The disk is full.', {
    remedy: 'Free some room and run the same command again: it goes on where it stopped.',
    cause,
  });
}

export function unreadable(cause: unknown): Problem {
  return new Problem('unreadable-place', 'The records of this case (case.db) cannot be read.', {
    remedy: 'Check who owns case.db, and its permissions. Nothing was changed.',
    cause,
  });
}

/** Turns SQLite’s refusals that a person can act on into Problems; anything else stays what it is. */
export function explained(error: unknown): unknown {
  if (!(error instanceof SqliteError)) return error;
  const cause = error;
  switch (error.errcode & 0xff) {
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return new Problem('case-damaged', 'The records of this case (case.db) are damaged.', {
        remedy: 'Run `touchstone rebuild CASE`: the records are made again from the vault and the ledger.',
        cause,
      });
    case SQLITE_BUSY:
      return busy(cause);
    case SQLITE_FULL:
      return full(cause);
    case SQLITE_IOERR:
      // Also what a full disk looks like where SQLite grows its shared memory (sqlite.org/rescode.html#ioerr).
      return new Problem('unreadable-place', 'The disk that the case is on cannot be read or written.', {
        remedy:
          'Check that the disk is there and has room, then run the same command again: it goes on where it stopped.',
        cause,
      });
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
      return new Problem('unreadable-place', 'The case folder cannot be written to.', {
        remedy: 'Check the permissions of the case folder and of the disk it is on.',
        cause,
      });
    default:
      return error;
  }
}
