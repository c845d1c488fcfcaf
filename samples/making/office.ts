import { zip } from './zip.ts';

/** Office Open XML (ECMA-376), the least that word processors and spreadsheets open. */

const W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const S = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const R = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const TYPES = 'application/vnd.openxmlformats-officedocument';
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

export interface Facts {
  readonly title: string;
  readonly author: string;
  /** W3CDTF, as `dcterms:created` wants it. */
  readonly created: string;
}

/** `text`: `# ` a title, `## ` a heading that begins a new page, `| a | b |` a row of a table, else a paragraph a line. */
export function docx(text: string, facts: Facts, rightToLeft: boolean): Buffer {
  const paragraph = (words: string, style?: string, breakBefore = false): string => {
    const properties = `${style === undefined ? '' : `<w:pStyle w:val="${style}"/>`}${breakBefore ? '<w:pageBreakBefore/>' : ''}${rightToLeft ? '<w:bidi/>' : ''}`;
    return `<w:p><w:pPr>${properties}</w:pPr><w:r>${rightToLeft ? '<w:rPr><w:rtl/></w:rPr>' : ''}<w:t xml:space="preserve">${escape(words)}</w:t></w:r></w:p>`;
  };
  const blocks: string[] = [];
  let rows: string[] = [];
  const endTable = (): void => {
    if (rows.length > 0) blocks.push(`<w:tbl><w:tblPr/>${rows.join('')}</w:tbl>`);
    rows = [];
  };
  for (const line of text.split('\n').filter((each) => each !== '')) {
    if (line.startsWith('| ')) {
      const cells = line.slice(2, -2).split(' | ');
      rows.push(`<w:tr>${cells.map((cell) => `<w:tc>${paragraph(cell)}</w:tc>`).join('')}</w:tr>`);
      continue;
    }
    endTable();
    if (line.startsWith('## ')) blocks.push(paragraph(line.slice(3), 'Heading2', true));
    else if (line.startsWith('# ')) blocks.push(paragraph(line.slice(2), 'Title'));
    else blocks.push(paragraph(line));
  }
  endTable();
  return office('word/document.xml', `${TYPES}.wordprocessingml.document.main+xml`, facts, {
    'word/document.xml': `<w:document xmlns:w="${W}"><w:body>${blocks.join('')}</w:body></w:document>`,
  });
}

export interface Sheet {
  readonly name: string;
  readonly hidden?: boolean;
  readonly rows: readonly (readonly (string | number)[])[];
}

export function xlsx(sheets: readonly Sheet[], facts: Facts): Buffer {
  const parts: Record<string, string> = {
    'xl/workbook.xml': `<workbook xmlns="${S}" xmlns:r="${R}"><sheets>${sheets
      .map(
        (sheet, at) =>
          `<sheet name="${escape(sheet.name)}" sheetId="${at + 1}"${sheet.hidden === true ? ' state="hidden"' : ''} r:id="rId${at + 1}"/>`,
      )
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${sheets
      .map((_, at) => `<Relationship Id="rId${at + 1}" Type="${R}/worksheet" Target="worksheets/sheet${at + 1}.xml"/>`)
      .join('')}</Relationships>`,
  };
  for (const [at, sheet] of sheets.entries()) {
    const rows = sheet.rows.map(
      (row, r) => `<row r="${r + 1}">${row.map((cell, c) => cellXml(cell, r, c)).join('')}</row>`,
    );
    parts[`xl/worksheets/sheet${at + 1}.xml`] =
      `<worksheet xmlns="${S}"><sheetData>${rows.join('')}</sheetData></worksheet>`;
  }
  return office('xl/workbook.xml', `${TYPES}.spreadsheetml.sheet.main+xml`, facts, parts);
}

function cellXml(cell: string | number, row: number, column: number): string {
  const place = `${String.fromCodePoint(65 + column)}${row + 1}`;
  if (typeof cell === 'number') return `<c r="${place}"><v>${cell}</v></c>`;
  return `<c r="${place}" t="inlineStr"><is><t xml:space="preserve">${escape(cell)}</t></is></c>`;
}

/** Stored, not deflated: the bytes are then the same whatever zlib made them. */
function office(main: string, mainType: string, facts: Facts, parts: Record<string, string>): Buffer {
  const sheets = Object.keys(parts).filter((name) => name.startsWith('xl/worksheets/'));
  const all: Record<string, string> = {
    '[Content_Types].xml':
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">' +
      '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
      '<Default Extension="xml" ContentType="application/xml"/>' +
      `<Override PartName="/${main}" ContentType="${mainType}"/>` +
      '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>' +
      `${sheets.map((name) => `<Override PartName="/${name}" ContentType="${TYPES}.spreadsheetml.worksheet+xml"/>`).join('')}</Types>`,
    '_rels/.rels':
      '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">' +
      `<Relationship Id="rId1" Type="${R}/officeDocument" Target="${main}"/>` +
      '<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>',
    'docProps/core.xml':
      '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">' +
      `<dc:title>${escape(facts.title)}</dc:title><dc:creator>${escape(facts.author)}</dc:creator><dcterms:created xsi:type="dcterms:W3CDTF">${facts.created}</dcterms:created></cp:coreProperties>`,
    ...parts,
  };
  return zip(
    Object.entries(all).map(([name, xml]) => ({ name, bytes: Buffer.from(HEAD + xml) })),
    'stored',
  );
}

function escape(words: string): string {
  return words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
