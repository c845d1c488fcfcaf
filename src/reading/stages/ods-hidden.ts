import { attributeOf, walkXml } from './office-text.ts';

/** What a table of an OpenDocument spreadsheet does not show. Rows and columns count from 0; ends are not included. */
export interface HiddenParts {
  hidden: boolean;
  readonly rows: { readonly from: number; readonly to: number }[];
  readonly columns: { readonly from: number; readonly to: number }[];
}

/**
 * By the name of the table: those that are hidden, or have rows or columns that are (OpenDocument 1.2 part 1, §17.15
 * `table:display`, §19.749 `table:visibility`).
 *
 * @throws ReadingFailed `broken`
 */
export function odsHidden(content: Uint8Array): ReadonlyMap<string, HiddenParts> {
  const tables = new Map<string, HiddenParts>();
  const hiddenStyles = new Set<string>();
  let style = '';
  /** Tables within cells are not sheets, and count for none. */
  let depth = 0;
  let table: HiddenParts | undefined;
  let [row, column] = [0, 0];
  walkXml(content, {
    open(name, attributes) {
      const say = (key: string): string => attributeOf(attributes, key) ?? '';
      if (name === 'style') style = say('name');
      // `properties`: OpenOffice.org 1.
      if ((name === 'table-properties' || name === 'properties') && say('display') === 'false') hiddenStyles.add(style);
      if (name === 'table' || name === 'sub-table') {
        depth += 1;
        if (depth > 1) return;
        [row, column] = [0, 0];
        table = { hidden: hiddenStyles.has(say('style-name')), rows: [], columns: [] };
        tables.set(say('name'), table);
      }
      if (depth !== 1 || table === undefined) return;
      const isHidden = say('visibility') === 'collapse' || say('visibility') === 'filter';
      if (name === 'table-row') {
        const to = row + repeats(say('number-rows-repeated'));
        if (isHidden) table.rows.push({ from: row, to });
        row = to;
      }
      if (name === 'table-column') {
        const to = column + repeats(say('number-columns-repeated'));
        if (isHidden) table.columns.push({ from: column, to });
        column = to;
      }
    },
    text() {},
    close(name) {
      if (name === 'table' || name === 'sub-table') depth -= 1;
    },
  });
  return tables;
}

function repeats(said: string): number {
  const count = Number(said === '' ? 1 : said);
  return Number.isSafeInteger(count) && count > 0 ? count : 1;
}
