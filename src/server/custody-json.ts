import type * as z from 'zod';
import type { AttributeCheck } from '../nouns/custody.ts';
import type { DocumentView } from '../nouns/document.ts';
import { evidenceText } from '../web/custody-words.ts';
import { say } from '../web/messages.ts';
import type { CustodyAnswer } from './custody-schemas.ts';

/** The life of a document as the API and `touchstone custody --json` give it. */
export function custodyJson(
  { sha256, custody }: DocumentView,
  checks: readonly AttributeCheck[],
): z.output<typeof CustodyAnswer> {
  return {
    sha256,
    events: custody,
    attributes: checks.map(({ attribute, holds, evidence }) => ({
      attribute,
      holds,
      evidence: evidenceText(say('en'), evidence),
      code: evidence.code,
    })),
  };
}
