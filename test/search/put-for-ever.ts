/** Puts documents until it is killed: `node put-for-ever.ts FILE NAME`. Prints how many are in the index after each put. */
import { openSqliteIndex } from '../../src/search/engines/sqlite-index.ts';
import { documentOf, Shelf } from './shelf.ts';

const [, , file = '', name = ''] = process.argv;
const index = await openSqliteIndex(file, { texts: new Shelf().texts, readers: 1 });
for (let batch = 0; ; batch += 1) {
  await index.put(
    Array.from({ length: 20 }, (_, i) =>
      documentOf(
        `${name} ${batch} ${i}`,
        Array.from({ length: 10 }, (__, p) => `same ${name} word${batch} 第${i}号 number${p}`),
      ),
    ),
  );
  process.stdout.write(`${(await index.count()).documents}\n`);
}
