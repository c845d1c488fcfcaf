import { readFileSync, writeSync } from 'node:fs';
import { createWorker, PSM } from 'tesseract.js';

/**
 * The entry of the expendable process that recognises where no native Tesseract is installed:
 * `ocr-child.ts <data folder> <languages> <page segmentation mode>`, a PNG on standard input, Tesseract's TSV out.
 */
const [folder = '', languages = 'eng', mode = '3'] = process.argv.slice(2);
const picture = readFileSync(0);

// `langPath` and `cacheMethod` keep it to the files it is given; left alone it would ask a server for them.
const worker = await createWorker(languages, 1, { langPath: folder, gzip: false, cacheMethod: 'none' });
await worker.setParameters({
  tessedit_pageseg_mode: mode === '6' ? PSM.SINGLE_BLOCK : PSM.AUTO,
  user_defined_dpi: '300',
});
const { data } = await worker.recognize(picture, {}, { tsv: true, text: false });
const tsv = Buffer.from(data.tsv ?? '');
for (let done = 0; done < tsv.length;) done += writeSync(1, tsv, done);
await worker.terminate();
