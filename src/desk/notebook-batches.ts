import type { Clock } from '../base/clock.ts';
import type { Records } from '../records/records.ts';
import { overwriting, type NotebookTables } from './notebook-tables.ts';

/** Lists that are searched as one, with what each line found: kept here, so that they outlive the page and the server. */
export interface Batches {
  /** `spelled`: with other spellings too, as a search adds them unasked. */
  add(name: string, queries: readonly string[], options?: { readonly spelled?: boolean }): Promise<number>;
  /** The latest first. */
  all(): Promise<readonly Batch[]>;
  find(id: number): Promise<Batch | undefined>;
  lines(
    id: number,
    page: { readonly order: BatchOrder; readonly limit: number; readonly offset: number },
  ): Promise<readonly BatchLine[]>;
  /** The next lines that nobody has searched for; none once the batch has ended. */
  waiting(id: number, limit: number): Promise<readonly BatchLine[]>;
  /** Ends the batch with its last line. */
  answer(id: number, answers: readonly LineAnswer[]): Promise<void>;
  /** `cancelled` keeps what was found; `running` goes on with the rest. */
  turn(id: number, state: BatchState): Promise<void>;
  remove(id: number): Promise<void>;
}

const BATCH_STATES = ['running', 'done', 'cancelled', 'failed'] as const;
type BatchState = (typeof BATCH_STATES)[number];

/** As the list came, the most passages first, or the lines with a notice first. */
export const BATCH_ORDERS = ['line', 'passages', 'notice'] as const;
type BatchOrder = (typeof BATCH_ORDERS)[number];

export interface Batch {
  readonly id: number;
  readonly name: string;
  /** UTC, ISO 8601. */
  readonly at: string;
  readonly lines: number;
  readonly done: number;
  readonly state: BatchState;
  readonly spelled: boolean;
}

export interface BatchLine {
  /** From 1. */
  readonly line: number;
  readonly query: string;
  /** Absent until it was searched. */
  readonly total?: number;
  readonly documents?: number;
  /** What could not be done as asked: a notice of the search. */
  readonly notice?: string;
  /** Where in the query, in UTF-16 code units. */
  readonly at?: number;
  /** What it finds with other spellings, and which these are. */
  readonly spelled?: SpelledLine;
}

interface SpelledLine {
  readonly total: number;
  readonly documents: number;
  readonly spellings: readonly string[];
}

interface LineAnswer {
  readonly line: number;
  readonly total: number;
  readonly documents: number;
  readonly notice?: string | undefined;
  readonly at?: number | undefined;
  readonly spelled?: SpelledLine | undefined;
}

const ROWS_AT_ONCE = 1_000; // SQLite takes 32,766 parameters in one statement; a line has three

export function openBatches(records: Records, clock: Clock): Batches {
  const reading = records.reading.as<NotebookTables>();
  return {
    add: (name, queries, { spelled = false } = {}) =>
      records.exclusively(async (connection) => {
        const db = connection.as<NotebookTables>();
        const { id } = await db
          .insertInto('batch')
          .values({ name, at: clock(), lines: queries.length, done: 0, state: 'running', spelled: spelled ? 1 : 0 })
          .returning('id')
          .executeTakeFirstOrThrow();
        const rows = queries.map((query, i) => ({ batch: id, line: i + 1, query }));
        for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
          await db
            .insertInto('batch_line')
            .values(rows.slice(from, from + ROWS_AT_ONCE))
            .execute();
        }
        return id;
      }),
    async all() {
      return (await reading.selectFrom('batch').selectAll().orderBy('id', 'desc').execute()).map(batchOf);
    },
    async find(id) {
      const row = await reading.selectFrom('batch').selectAll().where('id', '=', id).executeTakeFirst();
      return row && batchOf(row);
    },
    async lines(id, { order, limit, offset }) {
      const rows = reading.selectFrom('batch_line').selectAll().where('batch', '=', id);
      const ordered =
        order === 'line'
          ? rows
          : order === 'passages'
            ? rows.orderBy('total', 'desc')
            : rows.orderBy((eb) => eb('notice', 'is', null));
      return (await ordered.orderBy('line').limit(limit).offset(offset).execute()).map(lineOf);
    },
    async waiting(id, limit) {
      const rows = await reading
        .selectFrom('batch_line')
        .innerJoin('batch', 'batch.id', 'batch_line.batch')
        .selectAll('batch_line')
        .where('batch', '=', id)
        .where('state', '=', 'running')
        .where('total', 'is', null)
        .orderBy('line')
        .limit(limit)
        .execute();
      return rows.map(lineOf);
    },
    answer: (id, answers) =>
      records.exclusively(async (connection) => {
        const db = connection.as<NotebookTables>();
        for (const { line, total, documents, notice, at, spelled } of answers) {
          await db
            .updateTable('batch_line')
            .set({
              total,
              documents,
              notice: notice ?? null,
              place: at ?? null,
              spelled_total: spelled?.total ?? null,
              spelled_documents: spelled?.documents ?? null,
              spellings: spelled === undefined ? null : JSON.stringify(spelled.spellings),
            })
            .where('batch', '=', id)
            .where('line', '=', line)
            .execute();
        }
        const { done } = await db
          .selectFrom('batch_line')
          .select((eb) => eb.fn.count<number>('total').as('done'))
          .where('batch', '=', id)
          .executeTakeFirstOrThrow();
        await db.updateTable('batch').set({ done }).where('id', '=', id).execute();
        await db
          .updateTable('batch')
          .set({ state: 'done' })
          .where('id', '=', id)
          .whereRef('done', '=', 'lines')
          .execute();
      }),
    turn: (id, state) =>
      records.exclusively(async (connection) => {
        const batch = connection.as<NotebookTables>().updateTable('batch').where('id', '=', id);
        await batch.where('state', '!=', 'done').set({ state }).execute();
      }),
    remove: (id) =>
      records.exclusively(async (connection) => {
        await overwriting(connection);
        const db = connection.as<NotebookTables>();
        await db.deleteFrom('batch_line').where('batch', '=', id).execute();
        await db.deleteFrom('batch').where('id', '=', id).execute();
      }),
  };
}

function batchOf({
  state,
  spelled,
  ...row
}: Omit<Batch, 'state' | 'spelled'> & { readonly state: string; readonly spelled: number }): Batch {
  return { ...row, state: BATCH_STATES.find((known) => known === state) ?? 'failed', spelled: spelled === 1 };
}

function lineOf({ line, query, total, documents, notice, place, ...row }: NotebookTables['batch_line']): BatchLine {
  const { spelled_total: spelledTotal, spelled_documents: spelledDocuments, spellings } = row;
  return {
    line,
    query,
    ...(total === null ? {} : { total }),
    ...(documents === null ? {} : { documents }),
    ...(notice === null ? {} : { notice }),
    ...(place === null ? {} : { at: place }),
    ...(spelledTotal === null
      ? {}
      : { spelled: { total: spelledTotal, documents: spelledDocuments ?? 0, spellings: textsIn(spellings) } }),
  };
}

function textsIn(json: string | null): readonly string[] {
  const texts: unknown = json === null ? [] : JSON.parse(json);
  return Array.isArray(texts) ? texts.map(String) : [];
}
