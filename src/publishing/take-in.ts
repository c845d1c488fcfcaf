import { checkBags, type BagCheck } from '../intake/bags.ts';
import { receive, type ReceiveOptions, type ReceiveProgress } from '../intake/receive.ts';
import { rootAt } from '../intake/walk.ts';
import type { PackageReport } from '../nouns/bag.ts';
import { withPackages } from './packages-in.ts';
import { takeApart, type TakingParts } from './take-apart.ts';

export interface TakingIn extends Pick<ReceiveOptions, 'note' | 'asOf' | 'onProgress' | 'signal'> {
  /** Told of every root that is a BagIt bag, before anything is taken in. */
  readonly onBag?: (check: BagCheck) => void;
  /** Told of every such bag that is a publication of Touchstone. */
  readonly onPackage?: (report: PackageReport) => void;
  /** Bags and packages that are not whole are taken in too. */
  readonly asItIs?: boolean;
}

interface Parts extends TakingParts {
  /** Absolute, without links. */
  readonly caseFolder: Buffer;
  /** Makes what was read findable. */
  readonly index: () => Promise<void>;
}

/**
 * Takes folders and files in, without reading them; packages that hold are taken apart into their documents.
 * @throws Problem `altered` where a bag or a package is not whole, and what `receive` throws
 */
export async function takeIn(
  { caseFolder, index, ...parts }: Parts,
  paths: readonly string[],
  options: TakingIn,
): Promise<ReceiveProgress> {
  const roots = await Promise.all(paths.map(rootAt));
  const { bags, packages } = await withPackages(await checkBags(roots, options), options);
  const whole = packages.filter(({ report }) => report.faults === 0);
  const takenApart = new Set(whole.map(({ folder }) => folder));
  const given = { ...options, roots, bags, packages: takenApart, caseFolder };
  const progress = await receive(parts.desk, parts.vault, given);
  for (const each of whole) await takeApart(parts, each, { signal: options.signal });
  if (whole.length > 0) await index();
  return progress;
}
