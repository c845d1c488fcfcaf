import { csvLine } from '../base/csv.ts';
import type { FileReport } from '../nouns/occurrence.ts';
import { reasonTexts, say } from '../web/messages.ts';

/** The account of files as CSV, a header and one line for each place where something was found, without line breaks. */
export async function* filesCsv(files: AsyncIterable<FileReport>): AsyncGenerator<string> {
  yield csvLine(COLUMNS);
  for await (const file of files) yield csvLine(fieldsOf(file));
}

const COLUMNS = [
  'path',
  'path-bytes',
  'accession',
  'sha256',
  'size',
  'type',
  'title',
  'outcome',
  'reason-code',
  'reason',
  'remedy',
  'pages',
  'characters',
  'languages',
  'stages',
] as const;

function fieldsOf(file: FileReport): readonly (string | number | undefined)[] {
  const { reason } = file;
  const texts = reason === undefined ? undefined : reasonTexts(say('en'), reason);
  return [
    file.path,
    file.pathBytes,
    file.accession,
    file.sha256,
    file.size,
    file.mediaType,
    file.title,
    file.outcome,
    reason?.code,
    texts?.sentence,
    texts?.remedy,
    file.pages,
    file.characters,
    file.languages?.join(' '),
    file.stages?.map(({ name, version }) => `${name} ${version}`).join(', '),
  ];
}
