import { z } from 'zod';

const turnSchema = z.strictObject({
  width: z.number().positive(),
  height: z.number().positive(),
  degrees: z.number().min(-10).max(10),
  margin: z.int().nonnegative(),
  scale: z.number().positive(),
  quarters: z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3)]),
});

/** What is known of a picture that is ready for recognition. */
export const readySchema = z.strictObject({
  turn: turnSchema,
  /** x and y of the middle of patches of ink that have the size of letters, or a share of them where they are many. */
  letters: z.array(z.int()).max(10_000),
  /** By the shapes of its ink, where they say. */
  script: z.enum(['Latn', 'Hans', 'Arab']).exactOptional(),
  /** Its letters stand in one column. */
  oneColumn: z.boolean(),
});
export type Ready = z.infer<typeof readySchema>;
