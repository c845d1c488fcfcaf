/** Prints docs/api.md from the schemas of the API; `--check` fails where the file says something else. */
import { readFileSync, writeFileSync } from 'node:fs';
import * as z from 'zod';
import { API_CALLS, type ApiCall } from '../src/server/api-schemas.ts';

const FILE = new URL('../docs/api.md', import.meta.url);

const HEAD = `<!-- Printed by scripts/print-api.ts from src/server/api-schemas.ts: change it there. -->
# The HTTP API

\`touchstone serve\` answers on 127.0.0.1 to whoever holds its cookie: the printed address (\`/?token=…\`) gives it once.
A program keeps it like a browser:

\`\`\`sh
curl --cookie-jar jar --location 'http://127.0.0.1:PORT/?token=TOKEN' --output /dev/null
curl --cookie jar 'http://127.0.0.1:PORT/api/cases'
\`\`\`

Every call is a GET and changes nothing. Answers are JSON in UTF-8. Offsets count UTF-16 code units, pages count from 1.
A question mark after a name means that the field may be absent.

A failure is \`application/problem+json\` (RFC 9457): \`type\` (\`/problems/\` and a code of
[problems.md](problems.md), or \`bug\`), \`status\`, \`title\`, and \`remedy\`: what can be done.
Without the cookie the status is 401; for another Host or Origin 403.
`;

/** What JSON Schema (2020-12) says of a value, as far as the schemas of the API use it. */
const Schema = z.object({
  $ref: z.string().optional(),
  $defs: z.record(z.string(), z.unknown()).optional(),
  const: z.string().optional(),
  oneOf: z.array(z.unknown()).optional(),
  type: z.union([z.string(), z.array(z.string())]).optional(),
  enum: z.array(z.string()).optional(),
  description: z.string().optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  required: z.array(z.string()).optional(),
  items: z.unknown().optional(),
  prefixItems: z.array(z.unknown()).optional(),
  anyOf: z.array(z.unknown()).optional(),
  additionalProperties: z.unknown().optional(),
});
type Schema = z.output<typeof Schema>;

export function apiPage(): string {
  const named = new Map<string, unknown>();
  const sections = API_CALLS.map((call) => {
    const defs = typeof call.answer === 'string' ? {} : (schemaOf(call.answer, 'output').$defs ?? {});
    for (const [name, schema] of Object.entries(defs)) named.set(name, schema);
    return section(call);
  });
  const objects = [...named].map(([name, schema]) => namedObject(name, Schema.parse(schema)));
  return [HEAD, ...sections, ...objects].join('\n');
}

/** An object that several answers hold, told once. */
function namedObject(name: string, schema: Schema): string {
  const table = ['| Field | Type | Meaning |', '|---|---|---|', ...rows(schema, ''), ''];
  return [`## ${name}\n`, `${schema.description ?? ''}.\n`, ...table].join('\n');
}

function section({ path, says, query, answer }: ApiCall): string {
  const asks = Object.entries(schemaOf(query, 'input').properties ?? {});
  const required = new Set(schemaOf(query, 'input').required);
  const parts = [`## GET ${path}\n`, `${says}\n`];
  if (asks.length > 0) {
    parts.push('| Query | Meaning |', '|---|---|');
    for (const [name, value] of asks) {
      const schema = Schema.parse(value);
      const words = schema.enum ? `${schema.description ?? ''}: ${inWords(schema.enum)}` : (schema.description ?? '');
      parts.push(`| \`${name}\`${required.has(name) ? '' : '?'} | ${cell(words)} |`);
    }
    parts.push('');
  }
  if (typeof answer === 'string') parts.push(`Answers with \`${answer}\`.\n`);
  else parts.push('| Field | Type | Meaning |', '|---|---|---|', ...rows(schemaOf(answer, 'output'), ''), '');
  return parts.join('\n');
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Schema {
  return Schema.parse(z.toJSONSchema(schema, { io, unrepresentable: 'any' }));
}

function rows(given: Schema, before: string): readonly string[] {
  const schema = given.oneOf ? together(given.oneOf.map((each) => Schema.parse(each))) : given;
  const required = new Set(schema.required);
  return Object.entries(schema.properties ?? {}).flatMap(([name, value]) => {
    const field = Schema.parse(value);
    const mark = required.has(name) ? '' : '?';
    const row = `| \`${before}${name}\`${mark} | ${cell(typeOf(field))} | ${cell(field.description ?? '')} |`;
    const inner = field.type === 'array' ? Schema.parse(field.items ?? {}) : field;
    return [row].concat(rows(inner, `${before}${name}${field.type === 'array' ? '[]' : ''}.`));
  });
}

/** Objects that a field tells apart, as one: what not all of them have may be absent. */
function together(variants: readonly Schema[]): Schema {
  const properties: Record<string, unknown> = {};
  for (const [name, value] of variants.flatMap(({ properties: own }) => Object.entries(own ?? {}))) {
    const [before, now] = [Schema.parse(properties[name] ?? {}), Schema.parse(value)];
    const values = [before, now].flatMap((each) => each.enum ?? (each.const === undefined ? [] : [each.const]));
    if (properties[name] === undefined) properties[name] = value;
    else if (values.length > 0) properties[name] = { ...before, const: undefined, enum: values };
  }
  const required = Object.keys(properties).filter((name) => variants.every((each) => each.required?.includes(name)));
  return { properties, required };
}

function typeOf(schema: Schema): string {
  if (schema.$ref) {
    const name = schema.$ref.slice(schema.$ref.lastIndexOf('/') + 1);
    return `[${name}](#${name.toLowerCase()})`;
  }
  if (schema.const !== undefined) return inWords([schema.const]);
  if (schema.enum) return inWords(schema.enum);
  if (schema.anyOf) return schema.anyOf.map((one) => typeOf(Schema.parse(one))).join(' or ');
  if (Array.isArray(schema.type)) return schema.type.join(' or ');
  if (schema.prefixItems) return 'list of numbers';
  if (schema.type === 'array') return `list of ${typeOf(Schema.parse(schema.items ?? {}))}`;
  if (schema.type === 'object' && !schema.properties) {
    return `object of ${typeOf(Schema.parse(schema.additionalProperties ?? {}))}`;
  }
  return schema.type === 'integer' ? 'whole number' : (schema.type ?? 'any');
}

function inWords(values: readonly string[]): string {
  return values.map((value) => `\`${value}\``).join(', ');
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}

if (import.meta.main) {
  if (!process.argv.includes('--check')) writeFileSync(FILE, apiPage());
  else if (readFileSync(FILE, 'utf8') !== apiPage()) {
    console.error('docs/api.md is not what the schemas say: run node scripts/print-api.ts');
    process.exitCode = 1;
  }
}
