const COLUMNS = 95; // letters of a line of A4 in ten points
const TOP = 800;
const LEADING = 12;
const WIDTH = 515; // points of a picture

/** A JPEG, with its size in dots. */
export interface PdfPicture {
  readonly jpeg: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/**
 * A PDF (ISO 32000-1) with the text of each page as it would be typed: Latin letters in Helvetica, A4.
 * @param picture at the foot of every page
 */
export function textPdf(pages: readonly string[], picture?: PdfPicture): Buffer {
  const first = picture === undefined ? 4 : 5; // after catalogue, list of pages, font and picture
  const kids = pages.map((_, n) => `${first + 2 * n} 0 R`).join(' ');
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    `<</Type/Pages/Kids[${kids}]/Count ${pages.length}>>`,
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>',
    ...(picture === undefined ? [] : [pictureObject(picture)]),
    ...pages.flatMap((text, n) => {
      const shown = linesOf(text).map((line) => `(${line.replaceAll(/[\\()]/g, String.raw`\$&`)})'`);
      const drawn =
        picture === undefined ? '' : `q ${WIDTH} 0 0 ${(WIDTH * picture.height) / picture.width} 40 40 cm /I1 Do Q `;
      const content = `${drawn}BT /F1 10 Tf ${LEADING} TL 40 ${TOP} Td ${shown.join('\n')} ET`;
      return [
        `<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>${picture === undefined ? '' : '/XObject<</I1 4 0 R>>'}>>/Contents ${first + 2 * n + 1} 0 R>>`,
        `<</Length ${content.length}>>stream\n${content}\nendstream`,
      ];
    }),
  ];
  let out = '%PDF-1.4\n';
  const offsets = objects.map((object, n) => {
    const at = out.length;
    out += `${n + 1} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const table = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
  const end = `trailer<</Size ${objects.length + 1}/Root 1 0 R>>\nstartxref\n${out.length}\n%%EOF\n`;
  return Buffer.from(`${out}xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}${end}`, 'latin1');
}

function pictureObject({ jpeg, width, height }: PdfPicture): string {
  const about = `/Width ${width}/Height ${height}/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode`;
  const stream = Buffer.from(jpeg).toString('latin1');
  return `<</Type/XObject/Subtype/Image${about}/Length ${jpeg.length}>>stream\n${stream}\nendstream`;
}

function linesOf(text: string): readonly string[] {
  return text.split('\n').flatMap((line) => line.match(new RegExp(`.{1,${COLUMNS}}(?:\\s|$)`, 'g')) ?? []);
}
