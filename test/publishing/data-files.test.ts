import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { Publication } from '../../src/nouns/publication.ts';
import { dataFiles } from '../../src/publishing/data-files.ts';
import { picturedPages, tilesOf } from '../../src/publishing/data/iiif.ts';
import { madePublication } from '../web/made-publication.ts';

const URL_OF = 'https://papers.example/valley/';
const LOCAL = madePublication();
const HOSTED: Publication = { ...LOCAL, url: URL_OF };

// oxlint-disable-next-line typescript/no-explicit-any -- JSON of formats that others wrote
type Any = any;

function filesOf(publication: Publication): ReadonlyMap<string, string> {
  return new Map(Array.from(dataFiles(publication), ({ path, bytes }) => [path, Buffer.from(bytes).toString()]));
}

function json(publication: Publication, path: string): Any {
  return JSON.parse(filesOf(publication).get(path) ?? assert.fail(`no ${path}`));
}

/** What an address in a data file leads to, within `data/`. */
function target(publication: Publication, from: string, iri: string): string {
  const base = publication.url ?? 'file:///package/data/';
  const resolved = new URL(iri, base + from).href;
  assert.ok(resolved.startsWith(base), `${iri} in ${from} leads out of the package`);
  return resolved.slice(base.length);
}

/** Page files, pages for people and what else stands in a package beside its data files. */
function isThere(publication: Publication, path: string): boolean {
  const [file = ''] = path.split('#');
  const others = publication.documents.flatMap(({ id, pages }) => [
    `doc/${id}/`,
    `doc/${id}/index.html`,
    ...pages.flatMap(({ picture, text, ...page }) => [
      text.path,
      ...(picture === undefined
        ? []
        : [picture.path, ...tilesOf(id, { ...page, text, picture }).map((tile) => tile.path)]),
    ]),
  ]);
  const claims = publication.claims.map(({ id }) => `claim/${id}/index.html`);
  const own = ['index.html', 'publication.json', 'proofs/proof.json', 'verify.mjs', 'ro-crate-metadata.json', ''];
  return filesOf(publication).has(file) || [...others, ...claims, ...own].includes(file);
}

for (const [name, publication] of [
  ['in any folder', LOCAL],
  ['at its address', HOSTED],
] as const) {
  test(`the same publication gives the same data files, ${name}`, () => {
    assert.deepEqual(filesOf(publication), filesOf(structuredClone(publication)));
    assert.equal(
      [...filesOf(publication).keys()].some((path) => path.startsWith('iiif/')),
      publication === HOSTED,
    );
  });

  test(`every citation is a web annotation whose selectors find the words, ${name}`, () => {
    // Web Annotation Data Model, W3C Recommendation 23 February 2017.
    const collection = json(publication, 'annotations.json');
    assert.equal(collection['@context'], 'http://www.w3.org/ns/anno.jsonld');
    assert.equal(collection.type, 'AnnotationCollection');
    const statements = publication.claims.flatMap((claim) => claim.statements);
    assert.equal(collection.total, statements.length);
    const seen: Any[] = [];
    for (let path = target(publication, 'annotations.json', collection.first); path !== '';) {
      const page = json(publication, path);
      assert.equal(page['@context'], 'http://www.w3.org/ns/anno.jsonld');
      assert.equal(page.type, 'AnnotationPage');
      assert.equal(target(publication, path, page.id), path);
      assert.equal(target(publication, path, page.partOf.id), 'annotations.json');
      assert.equal(page.startIndex, seen.length);
      for (const item of page.items) checkAnnotation(publication, path, item);
      seen.push(...page.items);
      if (page.next === undefined) assert.equal(target(publication, 'annotations.json', collection.last), path);
      path = page.next === undefined ? '' : target(publication, path, page.next);
    }
    assert.equal(seen.length, statements.length);
    assert.equal(new Set(seen.map(({ id }) => id)).size, seen.length, 'each has an address of its own');
    const claims = json(publication, 'claim/annotations.json');
    assert.equal(claims.items.length, publication.claims.length);
    for (const item of claims.items) checkAnnotation(publication, 'claim/annotations.json', item);
  });

  test(`the crate names what is there and nothing else, ${name}`, () => {
    // RO-Crate 1.1.3: root data entity, metadata descriptor, hasPart, no reference to what is not described.
    const graph: Any[] = json(publication, 'ro-crate-metadata.json')['@graph'];
    const byId = new Map(graph.map((entity) => [entity['@id'], entity]));
    assert.equal(byId.size, graph.length, 'no entity twice');
    const descriptor = byId.get('ro-crate-metadata.json');
    assert.equal(descriptor['@type'], 'CreativeWork');
    assert.deepEqual(descriptor.conformsTo, { '@id': 'https://w3id.org/ro/crate/1.1' });
    assert.deepEqual(descriptor.about, { '@id': './' });
    const root = byId.get('./');
    assert.equal(root['@type'], 'Dataset');
    for (const property of ['name', 'description', 'datePublished', 'license'])
      assert.equal(typeof root[property], 'string');
    for (const entity of graph) {
      for (const part of entity.hasPart ?? []) assert.ok(byId.has(part['@id']), `${part['@id']} is not described`);
      if (['File', 'Dataset'].includes(entity['@type'])) {
        assert.ok(isThere(publication, entity['@id'].replace(/^\.\//, '')), `${entity['@id']} is not there`);
        const holders = graph.filter(({ hasPart }) =>
          (hasPart ?? []).some((part: Any) => part['@id'] === entity['@id']),
        );
        assert.equal(holders.length, entity['@id'] === './' ? 0 : 1, `${entity['@id']} is a part of one dataset`);
      }
    }
    if (root.publisher !== undefined) assert.ok(byId.has(root.publisher['@id']));
  });

  test(`reviews have what schema.org asks of a ClaimReview, ${name}`, () => {
    const { '@graph': graph, '@context': context } = json(publication, 'claim-reviews.json');
    assert.equal(context, 'https://schema.org');
    const assessments = publication.claims.flatMap((claim) => claim.assessments);
    assert.equal(graph.length, assessments.length);
    for (const [index, review] of graph.entries()) {
      assert.equal(review['@type'], 'ClaimReview');
      assert.equal(review.reviewBody, assessments[index]?.reason);
      assert.equal(typeof review.claimReviewed, 'string');
      assert.equal(review.reviewRating['@type'], 'Rating');
      assert.equal(review.url === undefined, publication.url === undefined);
      assert.ok(isThere(publication, target(publication, 'claim-reviews.json', review['@id'])));
      for (const { text } of review.itemReviewed.appearance) assert.ok(text.length > 0);
    }
  });
}

function checkAnnotation(publication: Publication, path: string, annotation: Any): void {
  assert.equal(annotation.type, 'Annotation');
  assert.ok(['linking', 'assessing'].includes(annotation.motivation));
  assert.match(annotation.created, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
  for (const body of annotation.body) {
    if (body.type === 'TextualBody') assert.equal(typeof body.value, 'string');
    else assert.ok(isThere(publication, target(publication, path, body.source)));
  }
  for (const { type, source, scope, selector } of annotation.target) {
    assert.equal(type, 'SpecificResource');
    assert.ok(isThere(publication, target(publication, path, scope)));
    const file = target(publication, path, source.id);
    assert.ok(isThere(publication, file), file);
    if (source.type === 'Image') {
      const [, x, y, w, h] = /^xywh=(\d+),(\d+),(\d+),(\d+)$/.exec(selector.value)?.map(Number) ?? assert.fail();
      assert.ok(Number(w) > 0 && Number(h) > 0 && Number(x) + Number(w) <= 1240 && Number(y) + Number(h) <= 1754);
      continue;
    }
    const points = Array.from(filesOf(publication).get(file) ?? '');
    const [quote, place] = selector;
    assert.equal(points.slice(place.start, place.end).join(''), quote.exact, 'places are code points');
    assert.ok(points.slice(0, place.start).join('').endsWith(quote.prefix));
    assert.ok(points.slice(place.end).join('').startsWith(quote.suffix));
  }
}

test('places count code points, also behind characters of two code units and on later pages', () => {
  const [first, ...others] = LOCAL.documents;
  const [page] = first?.pages ?? [];
  if (first === undefined || page === undefined) return assert.fail();
  const before = { ...page, page: 1, content: { ...page.content, page: 1, text: '😀 王勇𠮷' } };
  const publication = { ...LOCAL, documents: [{ ...first, pages: [before, page] }, ...others] };
  for (const item of json(publication, `doc/${first.id}/annotations.json`).items) {
    checkAnnotation(publication, `doc/${first.id}/annotations.json`, item);
  }
});

test('manifests and image services have what IIIF requires, under whole addresses', () => {
  // Presentation API 3.0, §2 and appendix A; Image API 3.0, §5.
  const files = filesOf(HOSTED);
  const collection = json(HOSTED, 'iiif/collection.json');
  assert.equal(collection['@context'], 'http://iiif.io/api/presentation/3/context.json');
  assert.equal(collection.type, 'Collection');
  const ids: string[] = [collection.id];
  for (const { id, type, label } of collection.items) {
    assert.equal(type, 'Manifest');
    isLanguageMap(label);
    const manifest = json(HOSTED, target(HOSTED, '', id));
    assert.equal(manifest['@context'], 'http://iiif.io/api/presentation/3/context.json');
    assert.equal(manifest.id, id);
    isLanguageMap(manifest.label);
    ids.push(manifest.id);
    for (const { label: name, value } of manifest.metadata ?? []) [name, value].forEach(isLanguageMap);
    for (const resource of [...manifest.homepage, ...manifest.rendering, ...manifest.thumbnail]) {
      assert.ok(isThere(HOSTED, target(HOSTED, '', resource.id)), resource.id);
    }
    for (const { id: agent, type: kind } of manifest.provider ?? []) assert.deepEqual([agent, kind], [URL_OF, 'Agent']);
    assert.ok(manifest.items.length > 0);
    for (const canvas of manifest.items) {
      assert.equal(canvas.type, 'Canvas');
      assert.ok(!canvas.id.includes('#'));
      const [annotations] = canvas.items;
      const [painting] = annotations.items;
      ids.push(canvas.id, annotations.id, painting.id);
      assert.equal(annotations.type, 'AnnotationPage');
      assert.equal(painting.motivation, 'painting');
      assert.equal(painting.target, canvas.id);
      const { body } = painting;
      assert.deepEqual([body.width, body.height], [canvas.width, canvas.height]);
      assert.ok(isThere(HOSTED, target(HOSTED, '', body.id)));
      const [service] = body.service;
      assert.deepEqual([service.type, service.profile], ['ImageService3', 'level0']);
      const info = json(HOSTED, `${target(HOSTED, '', service.id)}/info.json`);
      assert.equal(info['@context'], 'http://iiif.io/api/image/3/context.json');
      assert.equal(info.id, service.id);
      assert.deepEqual(
        [info.type, info.protocol, info.profile],
        ['ImageService3', 'http://iiif.io/api/image', 'level0'],
      );
      for (const size of info.sizes) {
        assert.ok(isThere(HOSTED, `${target(HOSTED, '', service.id)}/full/${size.width},${size.height}/0/default.jpg`));
      }
    }
  }
  assert.equal(new Set(ids).size, ids.length, 'each has an address of its own');
  for (const [path, text] of files) if (path.startsWith('iiif/')) assert.ok(!/"id": "(?!https:)/.test(text), path);
});

function isLanguageMap(map: Any): void {
  for (const [language, values] of Object.entries<Any>(map)) {
    assert.match(language, /^(?:none|@none|[a-z]{2,3}(?:-[A-Za-z]+)*)$/);
    assert.ok(Array.isArray(values) && values.length > 0 && values.every((value) => typeof value === 'string'));
  }
}

const SIZES: readonly (readonly [width: number, height: number, files: number, why: string])[] = [
  [1240, 1754, 2, 'a page of A4 is one tile, and one half its size'],
  [2048, 2048, 2, 'just one tile'],
  [2049, 100, 5, 'a dot more: two tiles and the whole, then one at each of two halves'],
  [5000, 4100, 9 + 1 + 4 + 1 + 1 + 1, 'three levels and one for lists'],
  [3, 3, 2, 'a few dots'],
];

test('tiles cover the picture without gaps, at every size that a viewer asks for', () => {
  const [page] = HOSTED.documents.flatMap(picturedPages);
  if (page === undefined) return assert.fail();
  for (const [widthPx, heightPx, count, why] of SIZES) {
    const tiles = tilesOf('d', { ...page, picture: { ...page.picture, widthPx, heightPx } });
    assert.equal(tiles.length, count, why);
    assert.equal(new Set(tiles.map(({ path }) => path)).size, tiles.length, why);
    assert.ok(
      tiles.some(({ path }) => path.endsWith('/full/max/0/default.jpg')),
      why,
    );
    const cut = tiles.filter((tile) => tile.toWidth === tile.width && tile.toHeight === tile.height);
    const parts = cut.length > 1 ? cut.filter(({ path }) => !path.includes('/full/')) : cut;
    assert.equal(
      parts.reduce((sum, { width, height }) => sum + width * height, 0),
      widthPx * heightPx,
      why,
    );
  }
});

interface Schema {
  readonly required: readonly string[];
  readonly properties: Readonly<Record<string, string>>;
}

test('entities have the properties of their FollowTheMoney schemata, and lead to one another', () => {
  const schemata: Readonly<Record<string, Schema>> = JSON.parse(
    readFileSync(new URL('../fixtures/ftm-schemata.json', import.meta.url), 'utf8'),
  ).schemata;
  const lines = (filesOf(HOSTED).get('entities.ftm.json') ?? '').trimEnd().split('\n');
  const entities: Any[] = lines.map((line) => JSON.parse(line));
  const ids = new Set(entities.map(({ id }) => id));
  assert.equal(ids.size, entities.length);
  for (const { id, schema, properties } of entities) {
    const known = schemata[schema] ?? assert.fail(schema);
    for (const name of known.required) assert.ok(properties[name]?.length > 0, `${id} has no ${name}`);
    for (const [name, values] of Object.entries<Any>(properties)) {
      const type = known.properties[name] ?? assert.fail(`${schema} has no ${name}`);
      for (const value of values) {
        assert.equal(typeof value, 'string');
        if (type === 'entity') assert.ok(ids.has(value), `${id} leads to ${value}, which is not there`);
        if (type === 'date') assert.match(value, /^\d{4}(-\d\d(-\d\d(T[\d:]+)?)?)?$/);
        if (type === 'url') assert.ok(isThere(HOSTED, target(HOSTED, '', value)));
      }
    }
  }
});
