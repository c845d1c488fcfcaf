import { Problem } from '../base/problem.ts';
import type { Desk } from '../desk/desk.ts';
import { parseSha256, type Sha256 } from '../nouns/sha256.ts';
import type { Store } from '../vault/store.ts';
import type { PublishingTables } from './tables.ts';

/** What was made of published pictures, by what it is; kept, so that it is made once. */
export interface MadeOfPictures {
  /** Undefined where it was not made yet, or is lost or altered. */
  get(picture: Sha256, what: string): Promise<Uint8Array | undefined>;
  keep(picture: Sha256, made: readonly { readonly what: string; readonly bytes: Uint8Array }[]): Promise<void>;
}

/** @param version rises when the same picture comes out different */
export function madeOfPictures(desk: Desk, derived: Store, version: number): MadeOfPictures {
  return {
    async get(picture, what) {
      const row = await desk.records.reading
        .as<PublishingTables>()
        .selectFrom('published_made')
        .select('derivative')
        .where('picture', '=', picture)
        .where('what', '=', what)
        .where('version', '=', version)
        .executeTakeFirst();
      const id = parseSha256(row?.derivative ?? '');
      if (id === undefined) return undefined;
      try {
        return Buffer.concat(await Array.fromAsync(derived.get(id)));
      } catch (error) {
        // Safe: it is made again.
        if (error instanceof Problem && (error.code === 'altered' || error.code === 'not-found')) return undefined;
        throw error;
      }
    },
    async keep(picture, made) {
      const batch = derived.batch();
      const rows: PublishingTables['published_made'][] = [];
      for (const { what, bytes } of made) {
        const { id } = await batch.put(bytes);
        rows.push({ picture, what, version, derivative: id });
      }
      await batch.flush();
      await desk.records.exclusively(async (connection) => {
        await connection
          .as<PublishingTables>()
          .insertInto('published_made')
          .values(rows)
          .onConflict((conflict) =>
            conflict
              .columns(['picture', 'what', 'version'])
              .doUpdateSet((eb) => ({ derivative: eb.ref('excluded.derivative') })),
          )
          .execute();
      });
    },
  };
}
