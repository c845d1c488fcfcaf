import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { markedDocuments } from '../../scripts/claim-stories.ts';
import { spokenCase, statementOf } from './spoken-case.ts';

const wells = markedDocuments('test/fixtures/claims/translations/wells.txt');

function paper(wanted: string): string {
  const { head, text } = wells.find(({ id }) => id === wanted) ?? { head: new Map<string, string>(), text: '' };
  return `outlet: ${head.get('outlet') ?? ''}\npublished: ${head.get('published') ?? ''}\nurl: https://example.org/${wanted}\n\n${text}`;
}

const PAPERS = { 'english.txt': paper('english'), 'chinese.txt': paper('chinese') };

describe('a case that holds a text and its translation', () => {
  it('shows under each claim what stands at the same point of both, and who takes from whom', async (t) => {
    const { opened } = await spokenCase(t, PAPERS);
    const shared = await opened.claim((await statementOf(opened, 'chinese.txt', '118户')).id);
    const step = shared?.lineage.find(({ same }) => same === 'translation');
    assert.equal(step?.kind, 'same-file');
    assert.deepEqual([step.documentTitle, step.fromTitle], ['chinese.txt', 'english.txt']);
    const told = step.aligned?.map(({ here, there }) => `${here.words} = ${there.words}`);
    assert.ok(told?.includes('118户 = 118 households'), told?.join());
    assert.deepEqual(shared?.origins.map(({ source }) => source), ['Upland Letter']);
    const { key = '' } = shared?.origins[0] ?? {};
    const source = await opened.source(key);
    assert.deepEqual(shared?.origins.map(({ held }) => held), [true]);
    assert.deepEqual(source?.dependents.map(({ name, same }) => [name, same]), [['高地来信', 'translation']]);
  }); // prettier-ignore

  it('counts two origins once a person denies it, and one again when that is taken back', async (t) => {
    const { opened } = await spokenCase(t, PAPERS);
    const {
      id,
      document: { sha256: document },
    } = await statementOf(opened, 'chinese.txt', '118户');
    const step = (await opened.claim(id))?.lineage.find(({ same }) => same === 'translation');
    const { from = '' } = step ?? {};
    const originsNow = async () => (await opened.claim(id))?.origins.length;
    assert.equal(await originsNow(), 1);
    const [decision = ''] = await opened.decide([{ kind: 'lineage', document, from, holds: false }]);
    await opened.claimsProgress();
    assert.equal(await originsNow(), 2);
    const denied = (await opened.claim(id))?.lineage.find((each) => each.from === from);
    assert.equal(denied?.decided?.holds, false);
    await opened.decide([{ kind: 'withdraw', decision }]);
    assert.equal(await originsNow(), 1);
  });
});
