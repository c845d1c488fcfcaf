/**
 * Text that is HTML already. Everything else that meets the `html` tag is escaped, so words out of a document can never
 * become markup. This file alone makes `Html` out of strings.
 */
export class Html {
  readonly markup: string;
  constructor(markup: string) {
    this.markup = markup;
  }
  toString(): string {
    return this.markup;
  }
}

/** What may stand in a blank of the template; `undefined`, `null` and booleans print nothing. */
export type HtmlPart = Html | string | number | boolean | null | undefined | readonly HtmlPart[];

/**
 * Escapes every value for element content and for attributes in double quotes, the only two places where a template
 * may have a blank (HTML Standard, 13.1.2.3). Unquoted attributes, `<script>` and `<style>` must never hold one.
 */
export function html(strings: TemplateStringsArray, ...values: readonly HtmlPart[]): Html {
  const parts = undented(strings);
  let markup = parts[0] ?? '';
  for (let index = 0; index < values.length; index += 1) markup += printed(values[index]) + (parts[index + 1] ?? '');
  return new Html(markup);
}

/** Templates without the white space at the beginning of their lines: a third of many pages, and of no use to anyone. */
const known = new WeakMap<TemplateStringsArray, readonly string[]>();

function undented(strings: TemplateStringsArray): readonly string[] {
  const parts = known.get(strings) ?? strings.map((part) => part.replaceAll(/\n\s+/g, '\n'));
  known.set(strings, parts);
  return parts;
}

/**
 * The same tag where every space counts, as inside the words of a document: formatters lay out what stands under the
 * name `html` and leave this alone.
 */
export const verbatim: typeof html = (strings, ...values) => html(strings, ...values);

export const NOTHING: Html = new Html('');

/** Joins what is left after the empty ones are dropped. */
export function joined(parts: readonly HtmlPart[], separator: string | Html): Html {
  const kept = parts.map(printed).filter((part) => part !== '');
  return new Html(kept.join(printed(separator)));
}

export function escaped(text: string): string {
  return text.replaceAll('\u0000', '\uFFFD').replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character);
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function printed(value: HtmlPart): string {
  if (value instanceof Html) return value.markup;
  if (typeof value === 'string') return escaped(value);
  if (typeof value === 'number') return String(value);
  if (value === null || value === undefined || typeof value === 'boolean') return '';
  return value.map(printed).join('');
}
