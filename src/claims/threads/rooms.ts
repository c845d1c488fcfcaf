import { claimsOf } from '../claims-of.ts';
import type { Decided } from '../decided.ts';
import { findStatements } from '../find-statements.ts';
import { anchorAt, sentenceAround, statementId } from '../statement-places.ts';
import type { Asked, Calls, CallName, DocumentText, FoundInText, LinedUpChange, SpeakingDocument } from './messages.ts';

/** What one document can be made to say; a text with more is a list, and the rest of it is left out. */
const MOST_STATEMENTS = 10_000;

/** What the thread holds of the cases that are open. */
export class Rooms {
  readonly #rooms = new Map<number, Map<string, SpeakingDocument>>();

  answer(call: Asked): Calls[CallName]['answer'] {
    switch (call.name) {
      case 'find':
        return find(call.asked);
      case 'put':
        for (const speaking of call.asked.documents) this.#room(call.asked.room).set(speaking.document.id, speaking);
        return null;
      case 'remove':
        for (const document of call.asked.documents) this.#room(call.asked.room).delete(document);
        return null;
      case 'lineUp':
        return lineUp([...this.#room(call.asked.room).values()], call.asked.decided);
      case 'forget':
        this.#rooms.delete(call.asked.room);
        return null;
    }
  }

  #room(room: number): Map<string, SpeakingDocument> {
    let documents = this.#rooms.get(room);
    if (documents === undefined) this.#rooms.set(room, (documents = new Map()));
    return documents;
  }
}

function find(document: DocumentText): readonly FoundInText[] {
  const { original, text, passages } = document;
  const taken = new Set<string>();
  return findStatements(document)
    .slice(0, MOST_STATEMENTS)
    .map((statement) => {
      const anchor = anchorAt(text, statement, statement.value.kind);
      const id = statementId(original, anchor, taken);
      return { ...statement, id, anchor, sentence: sentenceAround(text, passages, statement) };
    });
}

function lineUp(speaking: readonly SpeakingDocument[], _decided: Decided): LinedUpChange {
  const documents = speaking.map(({ document }) => document);
  const { claims, lineage } = claimsOf(
    documents,
    speaking.flatMap(({ statements }) => statements),
  );
  const of = Map.groupBy(lineage, ({ document }) => document);
  return {
    claims,
    gone: [],
    lineage: documents.map(({ id }) => ({ document: id, derivations: of.get(id) ?? [] })),
  };
}
