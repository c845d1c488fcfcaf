import type { Reason } from '../../nouns/outcome.ts';
import type { MetadataField, Span } from '../../nouns/reading.ts';
import { ReadingFailed, type ReaderOutput, type ReadPage } from '../reader.ts';
import { cleanText, cleanValue, METADATA_LIMIT, TEXT_LIMIT, writeFrame } from '../frame-writer.ts';
import type { FrameHeader } from '../frames.ts';
import { bytesOfWords, packWords } from '../packed-words.ts';

/** In bytes: large enough to be few, small enough to be held many times over. */
const CHUNK = 256 * 1024;

/** What a reader writes to: each call is a frame, cleaned so that the parent takes it. */
export class FrameOutput implements ReaderOutput {
  /** Set once text was left out because there is too much of it. */
  textCut = false;
  #text = 0;
  #fields = 0;
  #closed = false;
  /** Entries go out one after the other, whether or not the reader waits. */
  #last: Promise<void> = Promise.resolve();

  describe(facts: { title?: string; byline?: string; published?: string; article?: readonly Span[] }): void {
    this.#write({
      kind: 'described',
      ...(facts.title === undefined ? {} : { title: cleanValue(facts.title) }),
      ...(facts.byline === undefined ? {} : { byline: cleanValue(facts.byline) }),
      ...(facts.published === undefined ? {} : { published: facts.published }),
      ...(facts.article === undefined ? {} : { article: within(facts.article, TEXT_LIMIT) }),
    });
  }

  metadata(fields: readonly MetadataField[]): void {
    const taken = fields.slice(0, METADATA_LIMIT - this.#fields);
    this.#fields += taken.length;
    this.#write({
      kind: 'metadata',
      fields: taken.map(({ name, value, origin }) => ({ name: cleanValue(name), value: cleanValue(value), origin })),
    });
  }

  text(text: string, blocks?: readonly Span[]): void {
    const kept = this.#fit(text);
    const payload = [Buffer.from(kept)];
    this.#write(
      blocks === undefined ? { kind: 'text' } : { kind: 'text', blocks: within(blocks, kept.length) },
      payload,
    );
  }

  page(page: ReadPage): void {
    const kept = this.#fit(page.text);
    const text = Buffer.from(kept);
    const whole = kept.length === page.text.length;
    const words = whole ? page.words : page.words.filter(([, end]) => end <= kept.length);
    const wordBytes = bytesOfWords(packWords(words));
    this.#write(
      {
        kind: 'page',
        number: page.number,
        width: page.width,
        height: page.height,
        unit: page.unit,
        textBytes: text.byteLength,
        wordsBytes: wordBytes.byteLength,
        ...(page.blocks === undefined ? {} : { blocks: within(page.blocks, kept.length) }),
        ...(page.picture === undefined ? {} : { dpi: page.picture.dpi }),
        ...(page.picture?.compare === true ? { compare: true } : {}),
        ...(page.picture?.ready === undefined ? {} : { ready: page.picture.ready }),
      },
      page.picture === undefined ? [text, wordBytes] : [text, wordBytes, page.picture.pgm],
    );
  }

  found(
    entry: { untrustedName: Uint8Array; shownName: string; modified?: string },
    bytes: AsyncIterable<Uint8Array> | Uint8Array,
  ): Promise<void> {
    const sent = this.#last.then(() => this.#send(entry, bytes));
    this.#last = sent;
    return sent;
  }

  refused(entry: { untrustedName: Uint8Array; shownName: string }, reason: Reason): void {
    this.#write({ kind: 'refused', shownName: cleanValue(entry.shownName), reason: plain(reason) }, [
      entry.untrustedName,
    ]);
  }

  /** Waits for entries that a reader did not wait for. */
  async settle(): Promise<void> {
    await this.#last;
  }

  /** What a reader says after its file is done is about a file that is not open any more. */
  close(): void {
    this.#closed = true;
  }

  finding(entry: { untrustedName: Uint8Array; shownName: string; modified?: string }): {
    take(bytes: Uint8Array): void;
    end(reason?: Reason): void;
  } {
    this.#begin(entry);
    return {
      take: (bytes) => this.#sendBytes(bytes),
      end: (reason) =>
        this.#write(reason === undefined ? { kind: 'found-end' } : { kind: 'found-broken', reason: plain(reason) }),
    };
  }

  #begin(entry: { untrustedName: Uint8Array; shownName: string; modified?: string }): void {
    const modified = entry.modified === undefined ? {} : { modified: entry.modified.slice(0, 40) };
    this.#write({ kind: 'found', shownName: cleanValue(entry.shownName), ...modified }, [entry.untrustedName]);
  }

  async #send(
    entry: { untrustedName: Uint8Array; shownName: string; modified?: string },
    bytes: AsyncIterable<Uint8Array> | Uint8Array,
  ): Promise<void> {
    this.#begin(entry);
    try {
      if (bytes instanceof Uint8Array) this.#sendBytes(bytes);
      else for await (const chunk of bytes) this.#sendBytes(chunk);
    } catch (error) {
      // Safe: an entry that breaks off costs the entry, and the parent is told why.
      console.error(error);
      this.#write({
        kind: 'found-broken',
        reason: error instanceof ReadingFailed ? plain(error.reason) : { code: 'broken' },
      });
      return;
    }
    this.#write({ kind: 'found-end' });
  }

  #sendBytes(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.byteLength; at += CHUNK) {
      this.#write({ kind: 'found-bytes' }, [bytes.subarray(at, at + CHUNK)]);
    }
  }

  #write(header: FrameHeader, payload: readonly Uint8Array[] = []): void {
    if (!this.#closed) writeFrame(header, payload);
  }

  #fit(text: string): string {
    const room = TEXT_LIMIT - this.#text;
    if (text.length > room) this.textCut = true;
    const kept = cleanText(text.slice(0, room));
    this.#text += kept.length;
    return kept;
  }
}

/** The same reason in the mutable form that the frame's schema names. */
export function plain(reason: Reason): { code: Reason['code']; params?: Record<string, string | number> } {
  return reason.params === undefined ? { code: reason.code } : { code: reason.code, params: { ...reason.params } };
}

function within(spans: readonly Span[], length: number): { start: number; end: number }[] {
  return spans.filter(({ end }) => end <= length).map(({ start, end }) => ({ start, end }));
}
