import { Problem, type ProblemCode } from '../../../base/problem.ts';
import type { Sha256 } from '../../../nouns/sha256.ts';
import type { Rewriting } from '../../expansions.ts';
import type {
  DocumentMark,
  IndexDocument,
  PassageKey,
  SearchIndex,
  SearchRequest,
  SearchResult,
  Tally,
} from '../../search-index.ts';

/** What a worker thread is started with. */
export interface WorkerTask {
  readonly file: string;
  readonly role: 'writer' | 'reader';
}

export type Call =
  | { readonly name: 'open' }
  | { readonly name: 'count' }
  | { readonly name: 'close' }
  | { readonly name: 'put'; readonly documents: readonly IndexDocument[] }
  | { readonly name: 'remove'; readonly documents: readonly Sha256[] }
  | { readonly name: 'search'; readonly request: SearchRequest }
  | {
      readonly name: 'marksIn';
      readonly query: string;
      readonly document: Sha256;
      readonly rewritings: readonly Rewriting[];
    }
  | {
      readonly name: 'tally';
      readonly queries: readonly string[];
      readonly rewritings: readonly (readonly Rewriting[])[];
    }
  | { readonly name: 'counts'; readonly texts: readonly string[] };

/** What each call gives back. */
export interface Results {
  readonly open: void;
  readonly close: void;
  readonly put: void;
  readonly remove: void;
  readonly search: SearchResult;
  readonly marksIn: readonly DocumentMark[];
  readonly tally: readonly Tally[];
  readonly counts: readonly number[];
  readonly count: Awaited<ReturnType<SearchIndex['count']>>;
}

/** To the worker: a call, or the texts that it asked for. */
export type ToWorker =
  | { readonly kind: 'call'; readonly id: number; readonly call: Call }
  | { readonly kind: 'texts'; readonly id: number; readonly answer: Answer };

/** From the worker: the answer to a call, or a request for texts. */
export type FromWorker =
  | { readonly kind: 'answer'; readonly id: number; readonly answer: Answer }
  | { readonly kind: 'texts'; readonly id: number; readonly keys: readonly PassageKey[] };

/** How a call ended. Errors lose their class on the way between threads, so a Problem travels as its parts. */
export type Answer =
  | { readonly value: unknown }
  | { readonly problem: { readonly code: ProblemCode; readonly message: string; readonly remedy: string } }
  | { readonly bug: unknown };

export async function answerOf(work: () => unknown): Promise<Answer> {
  try {
    return { value: await work() };
  } catch (error) {
    // Not swallowed: `valueOf` throws it again in the other thread.
    if (!(error instanceof Problem)) return { bug: error };
    const { code, message, remedy } = error;
    return { problem: { code, message, remedy } };
  }
}

export function valueOf(answer: Answer): unknown {
  if ('bug' in answer) throw answer.bug;
  if ('problem' in answer) {
    const { code, message, remedy } = answer.problem;
    throw new Problem(code, message, { remedy });
  }
  return answer.value;
}
