import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as later } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { openCase, rebuildCase, type OpenCase } from '../../src/house.ts';
import { createIdentity } from '../../src/vault/identity.ts';
import { verifyCaseFiles } from '../../src/vault/verify.ts';
import { randomFrom } from '../../scripts/search-texts.ts';
import { readAll } from '../helpers/temporary-case.ts';
import { allClaims, gist, spokenCase } from './spoken-case.ts';

const CHILD = fileURLToPath(new URL('deciding-child.ts', import.meta.url));
const skip = process.platform === 'linux' ? false : 'processes are found in /proc';

/** Somebody who decides in a process of their own. */
class Person {
  readonly child: ChildProcess;
  readonly ended: Promise<unknown>;
  #said = '';
  #more = Promise.withResolvers<void>();

  constructor(words: readonly string[]) {
    this.child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', CHILD, ...words], {
      stdio: ['ignore', 'pipe', 'ignore'], // that lining up begins anew is told there
    });
    this.ended = once(this.child, 'close');
    this.child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      this.#said += text;
      this.#more.resolve();
      this.#more = Promise.withResolvers();
    });
  }

  /** Ids of the decisions that were acknowledged; of a line that broke off none. */
  get acknowledged(): readonly string[] {
    return this.#said
      .split('\n')
      .slice(1, -1)
      .map((line) => line.split(' ')[0] ?? '');
  }

  async says(lines: number): Promise<void> {
    while (this.#said.split('\n').length <= lines && this.child.exitCode === null && this.child.signalCode === null)
      await Promise.race([this.#more.promise, this.ended]);
  }

  /** The process of claims beside it, where it has one. */
  claimsProcess(): number | undefined {
    return childrenOf(this.child.pid ?? 0).find((pid) => commandOf(pid).includes('claims-child'));
  }
}

function childrenOf(pid: number): readonly number[] {
  return tried(() => readdirSync(`/proc/${pid}/task`)).flatMap((thread) =>
    tried(() => readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8').split(' '))
      .filter(Boolean)
      .map(Number),
  );
}

function commandOf(pid: number): string {
  return tried(() => [readFileSync(`/proc/${pid}/cmdline`, 'utf8')])[0] ?? '';
}

/** Nothing of what has ended meanwhile. */
function tried(read: () => readonly string[]): readonly string[] {
  try {
    return read();
  } catch {
    return []; // safe: a process that is gone has no children
  }
}

function send(pid: number | undefined, signal: NodeJS.Signals): void {
  try {
    if (pid !== undefined) process.kill(pid, signal);
  } catch {
    // safe: it has ended by itself
  }
}

/** What people made of each statement, by the decisions alone: the latest that stands. */
async function statesDecided(opened: OpenCase): Promise<ReadonlyMap<string, string>> {
  const states = new Map<string, string>();
  for (const { decision, replaced } of await opened.decisions()) {
    if (replaced || (decision.kind !== 'accept' && decision.kind !== 'reject')) continue;
    states.set(decision.statement, decision.kind === 'accept' ? 'accepted' : 'rejected');
  }
  return states;
}

for (const seed of [11]) {
  test(
    `two people decide while processes are killed and stopped under them: every decision is there, and none half (${seed})`,
    { skip },
    async (t) => {
      const { folder, outside, config, identity, opened: before } = await spokenCase(t);
      await before.close();
      await createIdentity({ person: 'B. Reader', folder: join(outside, 'other') });
      const random = randomFrom(seed);
      const people = [config, join(outside, 'other')].map(
        (from, index) => new Person([folder, from, String(seed * 10 + index), '5']),
      );
      t.after(() => people.forEach(({ child }) => child.kill('SIGKILL')));
      await Promise.all(people.map((each) => each.says(1)));
      for (let blow = 0; blow < 4; blow += 1) {
        const struck = people[blow % 2];
        await later(random() * 60);
        const pid = struck?.claimsProcess();
        if (random() < 0.5) send(pid, 'SIGKILL');
        else {
          for (const stopped of [pid, struck?.child.pid]) send(stopped, 'SIGSTOP');
          await later(random() * 60);
          for (const stopped of [pid, struck?.child.pid]) send(stopped, 'SIGCONT');
        }
        await people[0]?.says(2 + blow);
      }
      // One is killed in the middle of whatever it does; the other decides to the end.
      await later(random() * 40);
      people[0]?.child.kill('SIGKILL');
      await Promise.all(people.map(({ ended }) => ended));

      const again = await openCase(folder, { identity });
      t.after(() => again.close());
      await readAll(again);
      const signed = new Map((await again.decisions()).map((each) => [each.id, each]));
      const acknowledged = people.flatMap((each) => each.acknowledged);
      assert.ok(acknowledged.length > 4, `${acknowledged.length} were acknowledged`);
      assert.deepEqual(
        acknowledged.filter((id) => !signed.has(id)),
        [],
      );
      const known = (await allClaims(again)).flatMap(({ statements, rejected }) => [...statements, ...rejected]);
      for (const [id, state] of await statesDecided(again)) {
        const now = known.find((statement) => statement.id === id) ?? (await again.claim(id))?.rejected[0];
        assert.equal(now?.state, state, id);
      }
      const amounts = await gist(again);
      const decisions = (await again.decisions()).map(({ id, replaced }) => `${id} ${replaced}`);
      await again.close();
      const rebuilt = await rebuildCase(folder, { identity, indexOnly: false });
      t.after(() => rebuilt.close());
      await readAll(rebuilt);
      assert.deepEqual(await gist(rebuilt), amounts);
      assert.deepEqual(
        (await rebuilt.decisions()).map(({ id, replaced }) => `${id} ${replaced}`),
        decisions,
      );
      // What an entry that was not written any more left beside the ledger goes with the next one.
      await rebuilt.decide([{ kind: 'name-source', source: 'Harbour Courier', name: 'The Courier' }]);
      assert.deepEqual((await verifyCaseFiles(folder)).findings, []);
    },
  );
}
