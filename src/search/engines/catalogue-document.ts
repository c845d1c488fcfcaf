import { parseSha256, type Sha256 } from '../../nouns/sha256.ts';
import { timeSpanOf, type TimeSpan } from '../dates.ts';
import { parseFacts, type Facts } from './sqlite-file.ts';
import { bytesOf, numberOf, textOf } from './sqlite-values.ts';

/** A document as the index knows it. What it is asked for seldom is made when it is asked for. */
export class CatalogueDocument {
  readonly id: number;
  readonly sha256: Sha256;
  readonly mediaType: string;
  readonly firstRow: number;
  readonly rowCount: number;
  /** Then its first row is the title. */
  readonly hasTitle: boolean;
  readonly #accessions: string;
  readonly #facts: string;
  #parsedFacts: Facts | undefined;
  #time: TimeSpan | undefined;

  /** From a row of `documents`. */
  constructor(row: Record<string, unknown>) {
    const sha256 = parseSha256(Buffer.from(new Uint8Array(bytesOf(row['sha256']).buffer)).toString('hex'));
    if (sha256 === undefined) throw new TypeError('the index names a document by something that is no SHA-256');
    this.id = numberOf(row['id']);
    this.sha256 = sha256;
    this.mediaType = textOf(row['media_type']);
    this.firstRow = numberOf(row['first_row']);
    this.rowCount = numberOf(row['row_count']);
    this.hasTitle = row['titles'] === 1;
    this.#accessions = textOf(row['accessions']);
    this.#facts = textOf(row['facts']);
  }

  get accessions(): readonly string[] {
    return JSON.parse(this.#accessions);
  }

  get facts(): Facts {
    this.#parsedFacts ??= parseFacts(this.#facts);
    return this.#parsedFacts;
  }

  get time(): TimeSpan | undefined {
    const { date } = this.facts;
    if (date === undefined) return undefined;
    this.#time ??= timeSpanOf(date);
    return this.#time;
  }
}
