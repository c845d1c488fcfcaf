import type { BagReport, PackageReport } from '../../nouns/bag.ts';
import type { AttributeCheck, CaseMove } from '../../nouns/custody.ts';
import type { CustodyEntry } from '../../nouns/document.ts';
import type { AccessionReport, CaseStatus } from '../../nouns/occurrence.ts';
import type { CustodyView } from '../custody-view.ts';
import { evidenceText } from '../custody-words.ts';
import { html, joined, NOTHING, type Html } from '../html.ts';
import { say, type MessageKey, type Say } from '../messages.ts';
import { urls } from '../urls.ts';
import type { Frame } from '../views.ts';
import { framed } from './frame.ts';
import {
  accessionName,
  documentName,
  icon,
  inFours,
  moment,
  pathParts,
  tongueOfLetters,
  type IconName,
} from './parts.ts';

/** One document’s life in this case, in plain words, and what speaks for it. */
export function custodyPage(frame: Frame, view: CustodyView): string {
  const t = say(frame.language);
  const { status, document } = view;
  const name = documentName(document);
  const main = html`<header class="opening">
      <p class="meta">${t('custody.title')}</p>
      <h1 ${tongueOfLetters(name)}>${name}</h1>
      <p class="deck">${t('custody.deck')}</p>
      <p class="links">
        <a href="${urls.reader(status.id, document.sha256)}">${t('custody.back')}</a>
        <a href="${urls.premis(status.id, document.sha256)}">${icon('download')}${t('custody.premis')}</a>
      </p>
    </header>
    <div class="custody">
      <section class="life-part" aria-labelledby="life">
        <div class="head"><h2 id="life">${t('life.title')}</h2></div>
        ${life(t, view)}
      </section>
      <div class="custody-side">
        <section aria-labelledby="checks">
          <div class="head"><h2 id="checks">${t('custody.checks')}</h2></div>
          <p class="meta">${t('custody.checks-say')}</p>
          <dl class="checks">${view.checks.map((check) => attribute(t, check))}</dl>
        </section>
        ${cameWith(t, view)} ${movesOf(t, status, view.moves)}
      </div>
    </div>`;
  return framed(frame, { title: [t.text('custody.title'), name, status.name].join(' · '), main, status });
}

const HOLDS: Readonly<Record<AttributeCheck['holds'], { readonly key: MessageKey; readonly icon: IconName }>> = {
  yes: { key: 'holds.yes', icon: 'agree' },
  'in part': { key: 'holds.in-part', icon: 'part' },
  no: { key: 'holds.no', icon: 'unreadable' },
};

function attribute(t: Say, { attribute: name, holds, evidence }: AttributeCheck): Html {
  // The sign of a clash is for what does not agree, not for what there is none of.
  const clashes = evidence.code === 'signed-differs' || evidence.code === 'not-there';
  return html`<div>
    <dt>
      <b>${t(`attribute.${name}`)}</b>
      <span class="meta">${t(`attribute-why.${name}`)}</span>
    </dt>
    <dd>
      <p class="verdict ${clashes && 'verdict-fault'}">
        ${icon(clashes ? 'fault' : HOLDS[holds].icon, 'icon-s')}${t(HOLDS[holds].key)}
      </p>
      <p class="evidence">${evidenceText(t, evidence)}</p>
    </dd>
  </div>`;
}

/** Entries of one kind by one person that follow each other: three hundred pictures of pages are one line. */
interface Stretch {
  readonly what: string;
  readonly first: CustodyEntry;
  readonly last: CustodyEntry;
  readonly n: number;
}

function stretches(custody: readonly CustodyEntry[]): readonly Stretch[] {
  const found: Stretch[] = [];
  for (const entry of custody) {
    const what = entry.kind === 'derived' ? (DERIVED[entry.fields['what'] ?? ''] ?? 'derived') : entry.kind;
    const before = found.at(-1);
    const follows = before?.what === what && before.first.actor === entry.actor && TOGETHER.has(what);
    if (follows) found[found.length - 1] = { ...before, last: entry, n: before.n + 1 };
    else found.push({ what, first: entry, last: entry, n: 1 });
  }
  return found;
}

const DERIVED: Readonly<Record<string, string>> = {
  'page-picture': 'page-picture',
  'package-picture': 'package-picture',
  'published-picture': 'published',
  'published-text': 'published',
  'unlocked-copy': 'unlocked-copy',
  'converted-copy': 'converted-copy',
  'printed-copy': 'printed',
  print: 'printed',
  'print-layout': 'printed',
};
const TOGETHER: ReadonlySet<string> = new Set(['page-picture', 'package-picture', 'published', 'printed']);

function life(t: Say, { status, document }: CustodyView): Html {
  if (document.custody.length === 0) return html`<p class="meta">${t('life.none')}</p>`;
  return html`<ol class="life">
    ${stretches(document.custody).map(
      (stretch) =>
        html`<li>
          <p>${words(t, stretch, status.id)}</p>
          <p class="meta">
            ${signedLine(t, stretch)} <span class="hash">${inFours(stretch.first.entryHash.slice(0, 16))}…</span>
          </p>
        </li>`,
    )}
  </ol>`;
}

function signedLine(t: Say, { first, last }: Stretch): Html {
  const common = { time: moment(t, first.at), actor: first.actor };
  return first.seq === last.seq
    ? t('life.entry', { ...common, seq: first.seq })
    : t('life.entries', { ...common, first: first.seq, last: last.seq });
}

function words(t: Say, { what, first: { kind, fields }, n }: Stretch, caseId: string): Html {
  switch (what) {
    case 'document-published': {
      const { publication = '?', title = publication } = fields;
      const name = html`<a href="${urls.publishing(caseId)}#${publication}" ${tongueOfLetters(title)}>${title}</a>`;
      const code = (id: string): Html => html`<bdi class="hash">${id}</bdi>`;
      return t('life.document-published', {
        title: name,
        publication: code(publication),
        document: code(fields['document'] ?? '?'),
      });
    }
    case 'received': {
      const path = pathParts(fields['path'] ?? fields['pathShown'] ?? fields['pathBytes'] ?? '');
      return t(fields['container'] === undefined ? 'life.received' : 'life.received-inside', { path });
    }
    case 'read':
      if (fields['package'] !== undefined) return cameInPackage(t, fields['package']);
      return t('life.read', { outcome: wordOf(t, `outcome.${fields['outcome'] ?? ''}`, fields['outcome']) });
    case 'bag-checked':
      return bagWithin(t, fields['bag'] ?? '{}');
    case 'asked-again':
      return wordOf(t, `life.again-${fields['why'] ?? 'asked'}`, fields['why']);
    case 'decided':
      return t('life.decided', { what: wordOf(t, `form.${fields['what'] ?? ''}`, fields['what']) });
    case 'derived':
      return t('life.derived', { what: fields['what'] ?? '?' });
    case 'page-picture':
    case 'package-picture':
    case 'published':
    case 'unlocked-copy':
    case 'converted-copy':
    case 'printed':
      return t(`life.${what}`, { n });
    default:
      return t('life.other', { kind });
  }
}

/** @param json as the field `bag` of an entry has it: a BagReport */
function bagWithin(t: Say, json: string): Html {
  const told: unknown = JSON.parse(json);
  const number = (name: string): number => {
    const value: unknown = typeof told === 'object' && told !== null ? Reflect.get(told, name) : undefined;
    return typeof value === 'number' ? value : 0;
  };
  const faults = number('faults');
  return faults === 0 ? t('life.bag-whole', { n: number('files') }) : t('life.bag-faulty', { n: faults });
}

/** @param json as the field `package` of a reading has it */
function cameInPackage(t: Say, json: string): Html {
  const told: unknown = JSON.parse(json);
  const said = (name: string): Html => {
    const value: unknown = typeof told === 'object' && told !== null ? Reflect.get(told, name) : undefined;
    return html`<bdi class="hash">${typeof value === 'string' ? value : '?'}</bdi>`;
  };
  return t('life.read-package', {
    document: said('document'),
    publication: said('publication'),
    day: said('received'),
  });
}

function wordOf(t: Say, key: string, otherwise = '?'): Html {
  const known = WORD_KEYS.find((each) => each === key);
  return known === undefined ? html`<bdi>${otherwise}</bdi>` : t(known);
}

const WORD_KEYS: readonly MessageKey[] = [
  'outcome.read',
  'outcome.read-in-part',
  'outcome.container',
  'outcome.unreadable',
  'life.again-asked',
  'life.again-better-reader',
  'life.again-tool-found',
  'life.again-unlocked',
  'form.accept',
  'form.reject',
  'form.correct',
  'form.add',
  'form.move',
  'form.merge',
  'form.no-conflict',
  'form.lineage',
  'form.assess',
  'form.withdraw',
];

/** The acts of taking in that brought it, and the bags that it came in. */
function cameWith(t: Say, { status, document, bags }: CustodyView): Html {
  const ids = new Set(document.places.map(({ accession }) => accession));
  const accessions = status.accessions.filter(({ id }) => ids.has(id));
  if (accessions.length === 0) return NOTHING;
  return html`<section aria-labelledby="came">
    <div class="head"><h2 id="came">${t('life.came')}</h2></div>
    ${accessions.map((accession) => cameIn(t, status, accession))} ${bags.map((bag) => bagOf(t, status, bag))}
  </section>`;
}

function cameIn(t: Say, status: CaseStatus, accession: AccessionReport): Html {
  const name = accessionName(accession);
  const { asOf, actor, begun, roots } = accession;
  return html`<h3 ${tongueOfLetters(name)}>
      <a href="${urls.files(status.id, { accession: accession.id })}">${name}</a>
    </h3>
    <p class="meta">${t('life.accession', { actor, time: moment(t, begun) })}</p>
    <dl class="facts">
      ${fact(t('life.roots'), html`${roots.map((root) => html`${pathParts(root)} `)}`)}
      ${asOf !== undefined && fact(t('life.as-of'), html`<bdi>${asOf}</bdi>`)}
    </dl>
    ${(accession.bags ?? []).map((bag) => bagOf(t, status, bag))}`;
}

function bagOf(t: Say, status: CaseStatus, bag: BagReport): Html {
  const { version, faults, files } = bag;
  const blanks = { version, algorithms: bag.algorithms.join(', ').toUpperCase() };
  return html`${bag.package !== undefined && packageOf(t, status, bag.package)}
    <h3>${t('bag.title')}</h3>
    <p class="meta">
      ${faults === 0 ? t('bag.whole', { ...blanks, n: files }) : t('bag.faulty', { ...blanks, n: faults })}
    </p>
    ${
      bag.info.length === 0
        ? html`<p class="meta">${t('bag.nothing')}</p>`
        : html`<dl class="facts facts-wide">
              ${bag.info.map(([label, value]) => fact(html`<bdi>${label}</bdi>`, html`<span dir="auto">${value}</span>`))}
            </dl>
            <p class="meta">${t('bag.untrusted')}</p>`
    }`;
}

function packageOf(t: Say, status: CaseStatus, from: PackageReport): Html {
  const { publication, title, publisher, day, log, size, keys, dated, faults, proof } = from;
  return html`<h3>${t('package.title')}</h3>
    <p class="verdict ${faults > 0 && 'verdict-fault'}">
      ${icon(faults > 0 ? 'fault' : 'agree', 'icon-s')}${faults > 0 ? t('package.fails', { n: faults }) : t('package.holds')}
    </p>
    <dl class="facts facts-wide">
      ${fact(t('package.publication'), html`<b ${tongueOfLetters(title)}>${title}</b> <span class="hash">${publication}</span>`)}
      ${publisher !== undefined && fact(t('package.by'), html`<bdi>${publisher}</bdi>`)}
      ${fact(t('package.day'), html`<bdi>${day}</bdi>`)}
      ${fact(t('package.log'), html`<bdi class="hash hash-long">${log}</bdi>`)}
      ${fact(t('package.checkpoint'), t('package.entries', { n: size }))}
      ${fact(
        t('package.dated'),
        dated.length === 0
          ? t('package.undated')
          : joined(
              dated.map((time) => moment(t, time)),
              t.comma,
            ),
      )}
      ${fact(t('package.keys'), html`${keys.map((key) => html`<bdi class="hash hash-long">${key}</bdi> `)}`)}
    </dl>
    <p class="meta">${t('package.whose')}</p>
    ${
      proof !== undefined &&
      html`<p class="links">
        <a href="${urls.originalNamed(status.id, proof)}">${icon('download')}${t('package.proof')}</a>
      </p>`
    }`;
}

function movesOf(t: Say, status: CaseStatus, moves: readonly CaseMove[]): Html {
  return html`<section aria-labelledby="moves">
    <div class="head"><h2 id="moves">${t('moves.title')}</h2></div>
    ${
      moves.length === 0
        ? html`<p class="meta">${t('moves.none')}</p>`
        : html`<ol class="life">
              ${moves.map(
                ({ how, seq, at, actor, machine }) =>
                  html`<li>
                    <p>${t(`moves.${how}`)}</p>
                    <p class="meta">
                      ${t('life.entry', { time: moment(t, at), actor, seq })} <bdi class="hash">${machine}</bdi>
                    </p>
                  </li>`,
              )}
            </ol>
            <p class="meta after">${t('moves.say')}</p>`
    }
    <p class="links"><a href="${urls.stamps(status.id)}">${t('stamps.way')}</a></p>
  </section>`;
}

function fact(name: Html, value: Html): Html {
  return html`<div>
    <dt>${name}</dt>
    <dd>${value}</dd>
  </div>`;
}
