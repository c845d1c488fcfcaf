/** A small PDF made from objects: numbers of objects count from 1, the first is the catalogue. */
function pdfOf(objects: readonly (string | Uint8Array)[], trailer = ''): Uint8Array {
  const parts: Uint8Array[] = [Buffer.from('%PDF-1.7\n')];
  const offsets: number[] = [];
  let at = parts[0]!.length;
  const push = (bytes: Uint8Array): void => {
    parts.push(bytes);
    at += bytes.length;
  };
  for (const [index, object] of objects.entries()) {
    offsets.push(at);
    push(
      Buffer.concat([
        Buffer.from(`${index + 1} 0 obj\n`),
        typeof object === 'string' ? Buffer.from(object, 'latin1') : object,
        Buffer.from('\nendobj\n'),
      ]),
    );
  }
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const start = at;
  push(
    Buffer.from(
      `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}trailer\n<</Size ${objects.length + 1}/Root 1 0 R${trailer}>>\nstartxref\n${start}\n%%EOF\n`,
    ),
  );
  return Buffer.concat(parts);
}

export function streamOf(body: string | Uint8Array, dictionary = ''): Uint8Array {
  const bytes = typeof body === 'string' ? Buffer.from(body, 'latin1') : body;
  return Buffer.concat([
    Buffer.from(`<<${dictionary}/Length ${bytes.length}>>\nstream\n`),
    bytes,
    Buffer.from('\nendstream'),
  ]);
}

/** One page for each content stream, 300 by 400 points, with Helvetica as F1 and the picture, if any, as I1. */
export function pagesOf(
  contents: readonly string[],
  options: {
    rotate?: number;
    picture?: Uint8Array;
    catalogue?: string;
    trailer?: string;
    more?: readonly (string | Uint8Array)[];
  } = {},
): Uint8Array {
  const first = 5;
  const kids = contents.map((_, index) => `${first + 2 * index} 0 R`).join(' ');
  const pages = contents.flatMap((content, index) => [
    `<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 400]/Rotate ${options.rotate ?? 0}/Resources<</Font<</F1 3 0 R>>/XObject<</I1 4 0 R>>>>/Contents ${first + 2 * index + 1} 0 R>>`,
    streamOf(content),
  ]);
  return pdfOf(
    [
      `<</Type/Catalog/Pages 2 0 R${options.catalogue ?? ''}>>`,
      `<</Type/Pages/Count ${contents.length}/Kids[${kids}]>>`,
      '<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>',
      options.picture ?? 'null',
      ...pages,
      ...(options.more ?? []),
    ],
    options.trailer,
  );
}
