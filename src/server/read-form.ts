import { bodyLimit } from 'hono/body-limit';
import type { Context, MiddlewareHandler } from 'hono';
import type * as z from 'zod';
import { Problem } from '../base/problem.ts';
import { Refusal } from './guard.ts';

/** A form of a few words. */
const SMALL_BYTES = 65_536;
/** Far more than a decision may say, so that what is too long can still be shown with what is wrong about it. */
const DECISION_BYTES = 1_048_576;
/** A list of 50,000 names, each of 80 letters of two bytes, and as much again for the escapes of a form. */
const LARGE_BYTES = 16_777_216;
const FILE_BYTES = 4_194_304;

function upTo(maxSize: number): MiddlewareHandler {
  return bodyLimit({
    maxSize,
    onError: () => {
      throw new Refusal(413, 'What was sent is too large.', `Keep it under ${Math.round(maxSize / 1_024)} KB.`);
    },
  });
}

/** Put before every route that takes a form: an endless body fills no memory. */
export const smallForm: MiddlewareHandler = upTo(SMALL_BYTES);
export const decisionForm: MiddlewareHandler = upTo(DECISION_BYTES);
export const largeForm: MiddlewareHandler = upTo(LARGE_BYTES);
/** Files that hold little: answers of authorities, certificates, profiles. */
export const fileForm: MiddlewareHandler = upTo(FILE_BYTES);

/** The fields of a form, by `schema`; a file counts as its text in UTF-8. @throws Problem `bad-input` */
export async function readForm<S extends z.ZodType>(c: Context, schema: S): Promise<z.output<S>> {
  const type = c.req.header('content-type') ?? '';
  if (!/^(?:application\/x-www-form-urlencoded|multipart\/form-data)\b/i.test(type)) throw noForm();
  const fields: Record<string, string | readonly string[]> = Object.create(null);
  const body = await c.req.parseBody({ all: true }).catch((error: unknown) => {
    throw noForm(error);
  });
  for (const [name, value] of Object.entries(body)) {
    if (Array.isArray(value)) fields[name] = value.filter((each) => typeof each === 'string');
    else fields[name] = typeof value === 'string' ? value.toWellFormed() : await value.text();
  }
  const asked = schema.safeParse(fields);
  if (asked.success) return asked.data;
  throw noForm();
}

/** The fields of a form and its files, byte for byte; of a name given twice the last counts. @throws Problem `bad-input` */
export async function readFileForm(c: Context): Promise<{
  readonly fields: ReadonlyMap<string, string>;
  readonly files: ReadonlyMap<string, { readonly name: string; readonly bytes: Uint8Array }>;
}> {
  const body = await c.req.parseBody().catch((error: unknown) => {
    throw noForm(error);
  });
  const fields = new Map<string, string>();
  const files = new Map<string, { readonly name: string; readonly bytes: Uint8Array }>();
  for (const [name, value] of Object.entries(body)) {
    if (typeof value === 'string') fields.set(name, value.toWellFormed());
    else if (value instanceof File && value.size > 0) {
      files.set(name, { name: value.name, bytes: new Uint8Array(await value.arrayBuffer()) });
    }
  }
  return { fields, files };
}

function noForm(cause?: unknown): Problem {
  return new Problem('bad-input', 'The form could not be read.', {
    remedy: 'Go back to the page, fill its form in and send it again.',
    cause,
  });
}
