import { Worker } from 'node:worker_threads';
import {
  CompiledQuery,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
} from 'kysely';
import { explained, SqliteError } from './sqlite-problems.ts';
import type { SqliteAnswer, SqliteThreadData } from './threads/sqlite-thread.ts';

/**
 * A Kysely dialect over one SQLite connection that lives on a thread of its own. What SQLite refuses is thrown as a
 * Problem where a person can act on it.
 */
export function threadedSqlite(options: SqliteThreadData): Dialect {
  return {
    createAdapter: () => new TransactionalAdapter(),
    createDriver: () => new ThreadDriver(options),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}

/** SQLite keeps all of a migration or none, as of anything else in a transaction; Kysely’s own adapter leaves it out. */
class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

/** One connection; whoever wants it waits in line. A transaction holds it until its end. */
class ThreadDriver implements Driver {
  readonly #options: SqliteThreadData;
  #connection: ThreadConnection | undefined;
  #line: Promise<void> = Promise.resolve();
  #leave: () => void = () => {};

  constructor(options: SqliteThreadData) {
    this.#options = options;
  }

  async init(): Promise<void> {
    this.#connection = await ThreadConnection.open(this.#options);
  }

  async acquireConnection(): Promise<DatabaseConnection> {
    const before = this.#line;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#line = promise;
    await before;
    this.#leave = resolve;
    if (!this.#connection) throw new Error('the database is not open');
    return this.#connection;
  }

  async releaseConnection(): Promise<void> {
    this.#leave();
  }

  async beginTransaction(connection: DatabaseConnection): Promise<void> {
    // IMMEDIATE: take the write lock now, across processes, instead of failing half-way through.
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('commit'));
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('rollback'));
  }

  async destroy(): Promise<void> {
    await this.#connection?.close();
  }
}

/** Rows live for a moment only; V8 would keep 48 MB for them in each thread. */
const YOUNG_MB = 6;

class ThreadConnection implements DatabaseConnection {
  readonly #thread: Worker;
  readonly #waiting = new Map<number, (answer: SqliteAnswer | Error) => void>();
  #next = 1;
  /** Why the thread answers no more. */
  #ended: Error | undefined;

  private constructor(thread: Worker) {
    this.#thread = thread;
    thread.on('message', (answer: SqliteAnswer) => {
      const done = this.#waiting.get(answer.id);
      this.#waiting.delete(answer.id);
      done?.(answer);
    });
    thread.on('error', (error: Error) => this.#fail(error));
    thread.on('exit', () => this.#fail(new Error('the database thread has ended')));
  }

  static async open(options: SqliteThreadData): Promise<ThreadConnection> {
    const thread = new Worker(new URL('./threads/sqlite-thread.ts', import.meta.url), {
      workerData: options,
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
    });
    await new Promise<void>((resolve, reject) => {
      thread.once('message', () => resolve());
      thread.once('error', (error: Error & { errcode?: number }) => {
        // Until the thread is gone it holds the file, which whoever is told may want to set aside.
        thread.once('exit', () => reject(explained(new SqliteError(error.message, error.errcode ?? -1))));
      });
    });
    // The thread alone must not keep the process alive; whoever waits for an answer does.
    thread.unref();
    return new ThreadConnection(thread);
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    if (this.#ended) throw this.#ended;
    const id = this.#next++;
    const answer = await new Promise<SqliteAnswer | Error>((resolve) => {
      this.#waiting.set(id, resolve);
      this.#thread.ref();
      this.#thread.postMessage({ id, sql: query.sql, parameters: query.parameters });
    });
    if (this.#waiting.size === 0) this.#thread.unref();
    if (answer instanceof Error) throw answer;
    if ('error' in answer) throw explained(new SqliteError(answer.error.message, answer.error.errcode));
    return {
      rows: answer.rows as Row[],
      numAffectedRows: answer.changes,
      insertId: answer.insertId,
    };
  }

  // oxlint-disable-next-line require-yield -- the interface asks for a generator; nothing here streams
  async *streamQuery<Row>(): AsyncIterableIterator<QueryResult<Row>> {
    throw new Error('records are read in pages, not streamed');
  }

  async close(): Promise<void> {
    if (this.#ended) return;
    const ended = new Promise<void>((resolve) => void this.#thread.once('exit', () => resolve()));
    this.#thread.ref();
    this.#thread.postMessage('close');
    await ended;
  }

  #fail(error: Error): void {
    this.#ended ??= error;
    for (const done of this.#waiting.values()) done(error);
    this.#waiting.clear();
  }
}
