import { writeFile } from 'node:fs/promises';
import sharp from 'sharp';

/**
 * The page in three languages that tests recognise: `node scripts/make-mixed-picture.ts FILE.png`. Its words are invented
 * for this project; the typefaces it needs (Noto Serif CJK SC, Noto Naskh Arabic, Liberation Serif) are under free
 * licences that leave what is printed with them free.
 */
const PARAGRAPHS = [
  {
    font: 'Liberation Serif 13',
    side: 'left',
    text: 'Notice of the valley office\n1,847 people have moved since the fifteenth of June.',
  },
  { font: 'Noto Serif CJK SC 13', side: 'left', text: '各村不得自行留存副本。\n搬迁台账每周五前报局办公室。' },
  {
    font: 'Noto Naskh Arabic 15',
    side: 'right',
    text: 'بۇ يېزىدىكى ئادەملەر يېڭى ئۆيلەرگە كۆچتى.\nكىتابلار كۇتۇپخانىدا ساقلىنىدۇ.',
  },
] as const;
const DPI = 200;
const WIDTH = 1100; // pixels
const MARGIN = 60;

const [file] = process.argv.slice(2);
if (file === undefined) {
  console.error('usage: make-mixed-picture FILE.png');
  process.exit(2);
}
let top = MARGIN;
const parts = [];
for (const { font, side, text } of PARAGRAPHS) {
  const { data, info } = await sharp({
    text: { text: `<span foreground="black">${text}</span>`, font, dpi: DPI, rgba: true, spacing: 14 },
  })
    .png()
    .toBuffer({ resolveWithObject: true });
  parts.push({ input: data, top, left: side === 'left' ? MARGIN : WIDTH - MARGIN - info.width });
  top += info.height + MARGIN;
}
const picture = await sharp({ create: { width: WIDTH, height: top, channels: 3, background: 'white' } })
  .composite(parts)
  .greyscale()
  .withMetadata({ density: DPI })
  .png({ palette: true, colours: 16, compressionLevel: 9 })
  .toBuffer();
await writeFile(file, picture);
