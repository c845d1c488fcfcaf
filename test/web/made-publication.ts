import type { Citation, Publication, PublishedDocument } from '../../src/nouns/publication.ts';
import { sha256Of } from '../../src/nouns/sha256.ts';

const ENGLISH = 'The valley.\n\nAt least 141 people <were> killed, the ministry said.';
const UYGHUR = 'ۋادىدا 96 ئادەم قازا قىلدى.';

function paper(id: string, text: string, language: string, title?: string): PublishedDocument {
  const folder = `doc/${id}/p`;
  const start = text.indexOf('\n\n') === -1 ? 0 : text.indexOf('\n\n') + 2;
  const content = {
    page: 3,
    text,
    passages: [...(start === 0 ? [] : [{ start: 0, end: start - 2, language }]), { start, end: text.length, language }],
    words: [[start, start + 8, 72, 90.5, 60, 12]] as const,
    width: 595,
    height: 842,
    unit: 'pt',
    textFrom: title === undefined ? 'ocr' : 'layer',
  } as const;
  return {
    id,
    ...(title === undefined ? {} : { title }),
    language,
    metadata: [{ name: 'Author', value: 'A <clerk>' }],
    received: { entry: 3, day: '2026-01-02' },
    pages: [
      {
        page: 3,
        picture: {
          path: `${folder}/3.webp`,
          sha256: sha256Of(`${id} picture`),
          entry: 9,
          widthPx: 1240,
          heightPx: 1754,
        },
        text: { path: `${folder}/3.json`, sha256: sha256Of(`${id} text`), entry: 8 },
        content,
      },
    ],
  };
}

function citation(of: PublishedDocument, words: string): Citation {
  const text = of.pages[0]?.content.text ?? '';
  const start = text.indexOf(words);
  const end = start + words.length;
  return {
    document: of.id,
    page: 3,
    start,
    end,
    quote: words,
    prefix: text.slice(Math.max(0, start - 8), start),
    suffix: text.slice(end, end + 8),
  };
}

/** A publication of two documents that differ, without a case behind it. */
export function madePublication(): Publication {
  const first = paper('00112233aabbccdd', ENGLISH, 'en', 'The <register>');
  const second = paper('ddccbbaa33221100', UYGHUR, 'ug-Arab');
  const figure = { kind: 'figure', hi: null, loOpen: false, hiOpen: false, unit: 'people', counted: 'people' } as const;
  return {
    id: '0123456789abcdef',
    title: 'The valley & its people',
    publisher: 'A newsroom',
    day: '2026-02-03',
    language: 'en',
    documents: [first, second],
    claims: [
      {
        id: 'fedcba9876543210',
        kind: 'figure',
        label: { text: 'At least 141 people <were> killed', language: 'en' },
        verdict: 'conflict',
        statements: [
          { citation: citation(first, 'At least 141 people'), value: { ...figure, lo: 141 }, origin: 0 },
          { citation: citation(second, '96 ئادەم'), value: { ...figure, lo: 96, hi: 96 }, origin: 1 },
        ],
        origins: [{ name: 'the ministry' }, {}],
        lineage: [
          { document: first.id, from: { origin: 0 }, kind: 'credits', evidence: citation(first, 'the ministry said') },
        ],
        conflicts: [[0, 1]],
        assessments: [{ judgement: 'doubtful', grading: 'B2', reason: 'Counted on <one> day.', day: '2026-02-01' }],
      },
    ],
    proof: {
      path: 'proofs/proof.json',
      origin: 'touchstone.invalid/log/00112233445566778899aabbccddeeff',
      size: 12,
      dated: [{ kind: 'rfc3161', time: '2026-02-02T10:00:00Z' }],
    },
  };
}

/** One document of so many pages, the page 523 of which a claim cites. */
export function manyPages(count: number): Publication {
  const made = madePublication();
  const [document] = made.documents;
  const [claim] = made.claims;
  const [page] = document?.pages ?? [];
  const [statement] = claim?.statements ?? [];
  if (!document || !page || !claim || !statement) throw new Error('nothing to make many of');
  const pages = Array.from({ length: count }, (_, index) => {
    const number = index + 1;
    const text = `Page ${number} begins.\n\n${`The register of village ${number} names those who were moved. `.repeat(40)}`;
    const passages = [
      { start: 0, end: text.indexOf('\n'), language: 'en' },
      { start: text.indexOf('\n') + 2, end: text.length, language: 'en' },
    ];
    return {
      ...page,
      page: number,
      ...(page.picture === undefined
        ? {}
        : { picture: { ...page.picture, path: `doc/${document.id}/p/${number}.webp` } }),
      text: { ...page.text, path: `doc/${document.id}/p/${number}.json` },
      content: { ...page.content, page: number, text, passages, words: [] },
    };
  });
  const long = { ...document, pages };
  const cited = {
    document: document.id,
    page: 523,
    start: 0,
    end: 15,
    quote: 'Page 523 begins',
    prefix: '',
    suffix: '.',
  };
  const statements = [{ ...statement, citation: cited, origin: 0 }];
  return { ...made, documents: [long], claims: [{ ...claim, statements, conflicts: [], lineage: [] }] };
}

export function manyDocuments(count: number): Publication {
  const made = madePublication();
  const [document] = made.documents;
  if (!document) throw new Error('nothing to make many of');
  const id = (index: number): string => index.toString(16).padStart(16, '0');
  return {
    ...made,
    documents: Array.from({ length: count }, (_, index) => ({
      ...document,
      id: id(index),
      title: `Paper ${index + 1}`,
    })),
    claims: [],
  };
}
