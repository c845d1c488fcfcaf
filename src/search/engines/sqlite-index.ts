import type { Sha256 } from '../../nouns/sha256.ts';
import type {
  DocumentMark,
  IndexDocument,
  PassageTexts,
  SearchIndex,
  SearchRequest,
  SearchResult,
} from '../search-index.ts';
import { IndexThread } from './threads/index-thread.ts';

export interface SqliteIndexOptions {
  /** Gives back what was put, as it was put: ranking and marks are worked out on it. */
  readonly texts: PassageTexts;
  /** Threads that search, 2 if not said. */
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
  const readers: IndexThread[] = [];
  try {
    // The writer first: it makes the file.
    await writer.call({ name: 'open' });
    for (let i = 0; i < (options.readers ?? 2); i += 1)
      readers.push(new IndexThread({ file, role: 'reader' }, options.texts));
    await Promise.all(readers.map((reader) => reader.call({ name: 'open' })));
    return new SqliteIndex(writer, readers);
  } catch (error) {
    await Promise.all([writer, ...readers].map((thread) => thread.stop()));
    throw error;
  }
}

class SqliteIndex implements SearchIndex {
  readonly #writer: IndexThread;
  readonly #readers: readonly IndexThread[];

  constructor(writer: IndexThread, readers: readonly IndexThread[]) {
    this.#writer = writer;
    this.#readers = readers;
  }

  async put(documents: readonly IndexDocument[]): Promise<void> {
    await this.#writer.call({ name: 'put', documents });
  }

  async remove(documents: readonly Sha256[]): Promise<void> {
    await this.#writer.call({ name: 'remove', documents });
  }

  async search(request: SearchRequest): Promise<SearchResult> {
    return this.#idlest().call({ name: 'search', request });
  }

  async marksIn(query: string, document: Sha256): Promise<readonly DocumentMark[]> {
    return this.#idlest().call({ name: 'marksIn', query, document });
  }

  async count(): Promise<{ documents: number; passages: number }> {
    return this.#idlest().call({ name: 'count' });
  }

  async close(): Promise<void> {
    // The writer last: the last connection to close folds the write-ahead log into the file.
    for (const thread of [...this.#readers, this.#writer]) await thread.close();
  }

  #idlest(): IndexThread {
    return this.#readers.reduce((best, reader) => (reader.waiting < best.waiting ? reader : best));
  }
}
