import { profileOf } from '../lining-up/document-profile.ts';
import { findStatements } from '../finding/find-statements.ts';
import { LiningUp, type Change, type FailedDocument } from '../lining-up/lining-up.ts';
import { anchorAt, sentenceAround, statementId } from '../keeping/statement-places.ts';
import {
  MOST_STATEMENTS,
  type Asked,
  type Calls,
  type CallName,
  type DocumentText,
  type FoundInText,
  type Looked,
  type Watch,
} from './messages.ts';

/** Statements and derivations answered together: what they are written in must not keep others from writing. */
const ANSWERED_AT_ONCE = 1_000;

interface Room {
  readonly liningUp: LiningUp;
  /** What is being computed, where not all of it fitted into the last answer. */
  changing?: Generator<Change> | undefined;
}

/** What the process of claims holds of the cases that are open. */
export class Rooms {
  readonly #rooms = new Map<number, Room>();

  /** @param look told what is about to be looked at, where that is asked for */
  answer(call: Asked, look: (looked: Looked) => void): Calls[CallName]['answer'] {
    if (call.name === 'find') return find(call.asked);
    const room = this.#room(call.asked.room);
    const { liningUp } = room;
    // What comes between begins the computing of changes anew; nothing of it is lost.
    if (call.name !== 'changes') room.changing = undefined;
    switch (call.name) {
      case 'put':
        return call.asked.documents.map(({ document, statements }) => liningUp.put(profileOf(document, statements)));
      case 'load':
        liningUp.load(call.asked.profiles);
        return null;
      case 'remove':
        for (const document of call.asked.documents) liningUp.remove(document);
        return null;
      case 'decide':
        liningUp.decide(call.asked.decided);
        return null;
      case 'settled':
        liningUp.settled();
        return null;
      case 'doubt':
        liningUp.doubt();
        return null;
      case 'changes':
        return changesIn(room, call.asked.watch, look);
      case 'forget':
        this.#rooms.delete(call.asked.room);
        return null;
    }
  }

  #room(number: number): Room {
    let room = this.#rooms.get(number);
    if (room === undefined) this.#rooms.set(number, (room = { liningUp: new LiningUp() }));
    return room;
  }
}

function find(document: DocumentText): readonly FoundInText[] {
  const { original, text, passages } = document;
  const taken = new Set<string>();
  return findStatements(document)
    .slice(0, MOST_STATEMENTS + 1)
    .map((statement) => {
      const anchor = anchorAt(text, statement, statement.value.kind);
      const id = statementId(original, anchor, taken);
      return { ...statement, id, anchor, sentence: sentenceAround(text, passages, statement) };
    });
}

/** The next of the changes, up to as many as are answered together. */
function changesIn(room: Room, watch: Watch | undefined, look: (looked: Looked) => void): Calls['changes']['answer'] {
  const { liningUp } = room;
  liningUp.look = watch === undefined ? undefined : look;
  if (watch?.suspect !== undefined && room.changing === undefined) {
    const suspected = liningUp.setAsideSuspect(watch.suspect, watch.ended);
    if (suspected.length > 0) return { claims: [], gone: [], lineage: [], failed: suspected, more: true };
  }
  const claims: Change['claims'][number][] = [];
  const gone: string[] = [];
  const lineage: Change['lineage'][number][] = [];
  const failed: FailedDocument[] = [];
  const changing = (room.changing ??= liningUp.changes());
  let answered = 0;
  while (answered < ANSWERED_AT_ONCE) {
    const { done, value } = changing.next();
    if (done === true) {
      room.changing = undefined;
      return { claims, gone, lineage, failed, more: false };
    }
    claims.push(...value.claims);
    gone.push(...value.gone);
    lineage.push(...value.lineage);
    failed.push(...(value.failed ?? []));
    answered += value.claims.reduce((sum, claim) => sum + claim.statements.length, 0) + value.gone.length;
    answered += value.lineage.reduce((sum, { derivations }) => sum + 1 + derivations.length, 0);
  }
  return { claims, gone, lineage, failed, more: true };
}
