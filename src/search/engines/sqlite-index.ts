import { Problem } from '../../base/problem.ts';
import type { Sha256 } from '../../nouns/sha256.ts';
import type { Rewriting } from '../expansions.ts';
import type {
  DocumentMark,
  IndexDocument,
  PassageTexts,
  SearchIndex,
  SearchRequest,
  SearchResult,
  Tally,
} from '../search-index.ts';
import { IndexThread } from './threads/index-thread.ts';
import type { Call, Results } from './threads/messages.ts';

export interface SqliteIndexOptions {
  /** Gives back what was put, as it was put: ranking and marks are worked out on it. */
  readonly texts: PassageTexts;
  /** Threads that search at most, 2 if not said; each is started when a search finds the others at work. */
  readonly readers?: number;
}

/**
 * The index in one SQLite file, made if it is not there. SQLite runs in threads of its own: one that writes, and some
 * that read and see what was written as soon as `put` returns. Several processes may have the file open; writers wait
 * for one another.
 * @throws Problem `case-newer`, `case-damaged`, `case-busy`, `unreadable-place`, `disk-full`
 */
export async function openSqliteIndex(file: string, options: SqliteIndexOptions): Promise<SearchIndex> {
  const writer = new IndexThread({ file, role: 'writer' }, options.texts);
  const readers = new Readers(file, options);
  try {
    // The writer first: it makes the file. Where nothing can be written, what is there can still be searched.
    const refusal = await writer.call({ name: 'open' }).then(
      () => undefined,
      (error: unknown) => {
        if (error instanceof Problem && (error.code === 'disk-full' || error.code === 'unreadable-place')) return error;
        throw error;
      },
    );
    if (refusal !== undefined) await readers.call({ name: 'count' });
    return new SqliteIndex(writer, readers, refusal);
  } catch (error) {
    await Promise.all([writer.stop(), readers.stop()]);
    throw error;
  }
}

interface Reader {
  readonly thread: IndexThread;
  readonly opened: Promise<void>;
}

/** Threads that read, started when they are needed: until somebody searches, none is. */
class Readers {
  readonly #start: () => IndexThread;
  readonly #most: number;
  readonly #open: Reader[] = [];
  #closed = false;

  constructor(file: string, { texts, readers = 2 }: SqliteIndexOptions) {
    this.#start = () => new IndexThread({ file, role: 'reader' }, texts);
    this.#most = readers;
  }

  get none(): boolean {
    return this.#open.length === 0;
  }

  /** Sent before this returns, so that what is asked before `close` is answered. */
  async call<Asked extends Call>(call: Asked): Promise<Results[Asked['name']]> {
    if (this.#closed) throw new Error('the search index is closed');
    const reader = this.#idlest();
    const answer = reader.thread.call(call);
    const [opened] = await Promise.allSettled([reader.opened, answer]);
    if (opened.status === 'fulfilled') return answer;
    // The next search tries again.
    this.#open.splice(this.#open.indexOf(reader), 1);
    await reader.thread.stop();
    throw opened.reason;
  }

  #idlest(): Reader {
    const [idlest] = this.#open.toSorted((a, b) => a.thread.waiting - b.thread.waiting);
    if (idlest !== undefined && (idlest.thread.waiting === 0 || this.#open.length >= this.#most)) return idlest;
    const thread = this.#start();
    const reader = { thread, opened: thread.call({ name: 'open' }) };
    this.#open.push(reader);
    return reader;
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const { thread } of this.#open) await thread.close();
  }

  async stop(): Promise<void> {
    await Promise.all(this.#open.map(({ thread }) => thread.stop()));
  }
}

class SqliteIndex implements SearchIndex {
  readonly #writer: IndexThread;
  readonly #readers: Readers;
  readonly refusal?: Problem;

  constructor(writer: IndexThread, readers: Readers, refusal: Problem | undefined) {
    this.#writer = writer;
    this.#readers = readers;
    if (refusal !== undefined) this.refusal = refusal;
  }

  async put(documents: readonly IndexDocument[]): Promise<void> {
    if (this.refusal) throw this.refusal;
    await this.#writer.call({ name: 'put', documents });
  }

  async remove(documents: readonly Sha256[]): Promise<void> {
    if (this.refusal) throw this.refusal;
    await this.#writer.call({ name: 'remove', documents });
  }

  async search(request: SearchRequest): Promise<SearchResult> {
    return this.#readers.call({ name: 'search', request });
  }

  async marksIn(
    query: string,
    document: Sha256,
    rewritings: readonly Rewriting[] = [],
  ): Promise<readonly DocumentMark[]> {
    return this.#readers.call({ name: 'marksIn', query, document, rewritings });
  }

  async counts(texts: readonly string[]): Promise<readonly number[]> {
    return this.#readers.call({ name: 'counts', texts });
  }

  async tally(
    queries: readonly string[],
    rewritings: readonly (readonly Rewriting[])[] = [],
  ): Promise<readonly Tally[]> {
    return this.#readers.call({ name: 'tally', queries, rewritings });
  }

  async count(): Promise<{ documents: number; passages: number }> {
    // A thread that is there and has time answers, so that opening a case starts no further one.
    const answering = this.#readers.none && this.refusal === undefined && this.#writer.waiting === 0;
    return (answering ? this.#writer : this.#readers).call({ name: 'count' });
  }

  async close(): Promise<void> {
    // The writer last: the last connection to close folds the write-ahead log into the file.
    await this.#readers.close();
    await this.#writer.close();
  }
}
