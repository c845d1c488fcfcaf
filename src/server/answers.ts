import { randomBytes } from 'node:crypto';
import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Clock } from '../base/clock.ts';
import type { Log } from '../base/log.ts';
import { Problem, PROBLEMS } from '../base/problem.ts';
import { problemPage } from '../web/pages.ts';
import type { ProblemView } from '../web/views.ts';
import { Refusal, wrongMethod } from './guard.ts';
import { frameOf } from './language.ts';

interface AnswersOptions {
  readonly log: Log;
  readonly clock: Clock;
}

/** The one place where a thrown thing becomes an answer: a page for people, RFC 9457 problem details under `/api/`. */
export function problemAnswer({ log, clock }: AnswersOptions): (error: Error, c: Context) => Response {
  return (error, c) => {
    if (error instanceof Problem) {
      if (error.cause !== undefined) log(`problem ${error.code}`, error.cause);
      return shown(c, statusOf(error), viewOf(error), error);
    }
    const report = `${clock().slice(0, 10)}-${randomBytes(4).toString('hex')}`;
    // Without the address: it can hold words of a document.
    log(`report ${report}: ${c.req.method} failed`, error);
    return shown(c, 500, { kind: 'bug', report }, bug(report));
  };
}

/** Nothing lives at the address. */
export function nothingHere(c: Context): Response {
  if (c.req.method === 'POST') throw wrongMethod(c);
  const problem = new Problem('not-found', 'There is nothing at this address.', {
    remedy: 'Begin at / or /api/cases.',
  });
  return shown(c, 404, { kind: 'not-found' }, problem);
}

/** RFC 9457; `remedy` is an extension member. */
export function problemDetails(type: string, status: number, problem: { message: string; remedy: string }): string {
  return JSON.stringify({ type: `/problems/${type}`, status, title: problem.message, remedy: problem.remedy });
}

function shown(
  c: Context,
  status: ContentfulStatusCode,
  view: ProblemView,
  problem: { readonly message: string; readonly remedy: string },
): Response {
  // RFC 9110, 11.6.1 asks for a challenge with every 401; no browser knows this one, so none asks for a password.
  if (status === 401) c.header('www-authenticate', 'Touchstone-Address');
  if (isApi(c)) {
    const type = view.kind === 'problem' ? view.code : view.kind;
    c.header('content-type', 'application/problem+json');
    return c.body(problemDetails(type, status, problem), status);
  }
  try {
    return c.html(problemPage(frameOf(c), view), status);
  } catch {
    // The page itself is broken: whoever asked still gets the words, and what failed first is already in the log.
    return c.text(`${problem.message}\n${problem.remedy}\n`, status);
  }
}

function isApi(c: Context): boolean {
  return /^\/api(?:\/|$)/.test(c.req.path);
}

function viewOf(problem: Problem): ProblemView {
  if (problem instanceof Refusal && problem.status === 401) return { kind: 'sign-in' };
  return { kind: 'problem', code: problem.code, message: problem.message, remedy: problem.remedy };
}

/** The HTTP status that goes with a problem. */
export function statusOf(problem: Problem): ContentfulStatusCode {
  const status = problem instanceof Refusal ? problem.status : PROBLEMS[problem.code].status;
  return status as ContentfulStatusCode; // oxlint-disable-line typescript/no-unsafe-type-assertion -- the table holds statuses with a body
}

function bug(report: string): { readonly message: string; readonly remedy: string } {
  return { message: 'Something broke on our side.', remedy: `Nothing was lost. The log has it as report ${report}.` };
}
