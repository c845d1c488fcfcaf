import sharp from 'sharp';

export interface Look {
  /** Degrees, clockwise. */
  readonly skew: number;
  /** Starts the row of chance numbers: the same seed, the same dust. */
  readonly seed: number;
  readonly specks: number;
  readonly quality: number;
  readonly colour: boolean;
  /** EXIF orientation that the camera would have written; the stored picture is turned to match. */
  readonly orientation?: 6;
  /** Photographed by hand: shear of the page seen at an angle, and the table that it lies on. */
  readonly byHand?: { readonly shear: number; readonly table: string };
}

export interface Picture {
  readonly jpeg: Buffer;
  readonly width: number;
  readonly height: number;
}

/** How far the table shows around a photographed page, as a share of its width. */
const TABLE_SHARE = 0.06;

/** Makes a clean page picture look as if a scanner or a hand-held camera had taken it. */
export async function scanned(png: Uint8Array, look: Look): Promise<Picture> {
  const { width, height } = await sharp(png).metadata();
  const { byHand } = look;
  const ground = byHand?.table ?? '#f7f6f1';
  const margin = byHand === undefined ? 0 : Math.round(width * TABLE_SHARE);
  const laid = await sharp(png)
    .extend({ top: margin, bottom: margin, left: margin, right: margin, background: ground })
    .png()
    .toBuffer();
  const turned = await sharp(laid)
    .rotate(look.skew, { background: ground })
    .affine([1, byHand?.shear ?? 0, (byHand?.shear ?? 0) / 2, 1], { background: ground })
    .blur(0.6)
    .png()
    .toBuffer();
  const framed = await sharp(turned)
    .resize(width + margin, height + margin, { fit: 'cover', position: 'centre', withoutEnlargement: true })
    .png()
    .toBuffer();
  const seen = await sharp(framed).metadata();
  const dusty = sharp(framed)
    .composite([{ input: dust(seen.width, seen.height, look) }])
    .modulate({ brightness: 0.98 });
  const toned = look.colour ? dusty : dusty.greyscale();
  const flat = await toned.png().toBuffer();
  const upright = look.orientation === undefined ? sharp(flat) : sharp(flat).rotate(-90);
  const tagged = look.orientation === undefined ? upright : upright.withMetadata({ orientation: look.orientation });
  const { data, info } = await tagged.jpeg({ quality: look.quality }).toBuffer({ resolveWithObject: true });
  return { jpeg: data, width: info.width, height: info.height };
}

/** Specks, and the shadow that a lid leaves along the edges, or a hand across the page. */
function dust(width: number, height: number, look: Look): Buffer {
  const next = chance(look.seed);
  const specks = Array.from({ length: look.specks }, () => {
    const radius = 0.5 + next() * 1.1;
    return `<circle cx="${(next() * width).toFixed(1)}" cy="${(next() * height).toFixed(1)}" r="${radius.toFixed(2)}" fill="#333" opacity="${(0.25 + next() * 0.4).toFixed(2)}"/>`;
  });
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><defs><linearGradient id="g"><stop offset="0" stop-color="#000" stop-opacity=".16"/><stop offset=".03" stop-color="#000" stop-opacity="0"/><stop offset=".97" stop-color="#000" stop-opacity="0"/><stop offset="1" stop-color="#000" stop-opacity=".1"/></linearGradient><linearGradient id="l" x2="1" y2="1"><stop offset=".3" stop-color="#000" stop-opacity="0"/><stop offset="1" stop-color="#000" stop-opacity=".22"/></linearGradient></defs><rect width="${width}" height="${height}" fill="url(#${look.byHand === undefined ? 'g' : 'l'})"/>${specks.join('')}</svg>`,
  );
}

/** mulberry32 (Tommy Ettinger, public domain): a small repeatable row of numbers from 0 to 1. */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** One JPEG a page on A4 (ISO 32000-1), and no text: what a scanner hands over. */
export function pictureOnlyPdf(pictures: readonly Picture[], information: Readonly<Record<string, string>>): Buffer {
  const objects: Buffer[] = [];
  const add = (head: string, stream?: Uint8Array): void => {
    const number = objects.length + 1;
    const tail = stream === undefined ? [] : [Buffer.from('\nstream\n'), stream, Buffer.from('\nendstream')];
    objects.push(Buffer.concat([Buffer.from(`${number} 0 obj\n${head}`), ...tail, Buffer.from('\nendobj\n')]));
  };
  const pageNumber = (at: number): number => 4 + at * 3;
  add('<< /Type /Catalog /Pages 2 0 R >>');
  add(
    `<< /Type /Pages /Count ${pictures.length} /Kids [${pictures.map((_, at) => `${pageNumber(at)} 0 R`).join(' ')}] >>`,
  );
  add(
    `<< ${Object.entries(information)
      .map(([key, value]) => `/${key} (${value})`)
      .join(' ')} >>`,
  );
  for (const [at, picture] of pictures.entries()) {
    const draw = Buffer.from('595 0 0 842 0 0 cm /P Do');
    const page = pageNumber(at);
    add(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${page + 1} 0 R /Resources << /XObject << /P ${page + 2} 0 R >> >> >>`,
    );
    add(`<< /Length ${draw.length} >>`, draw);
    add(
      `<< /Type /XObject /Subtype /Image /Width ${picture.width} /Height ${picture.height} /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode /Length ${picture.jpeg.length} >>`,
      picture.jpeg,
    );
  }
  const head = Buffer.from('%PDF-1.6\n%\u00E2\u00E3\u00CF\u00D3\n', 'latin1');
  let offset = head.length;
  const table = objects.map((object) => {
    const line = `${String(offset).padStart(10, '0')} 00000 n \n`;
    offset += object.length;
    return line;
  });
  const tail = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table.join('')}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R /Info 3 0 R >>\nstartxref\n${offset}\n%%EOF\n`;
  return Buffer.concat([head, ...objects, Buffer.from(tail)]);
}
