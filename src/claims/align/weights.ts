import type { PairKind } from './pair.ts';

/**
 * What each feature of `FEATURES` weighs, in log odds. `scripts/learn-claims.ts` wrote this file from the stories
 * audit, bank, colliery, ferry, hasmin, hospital, larkspur, mbenga, mill, orsuk, prison, quake, saucepans, shooting,
 * strait, train, vote, aceh-quake-2013, hp-eds-2008, kimani-gray-2013, marfin-bank-2010, qeshm-quake-2005,
 * xinjiang-papers.
 */
// prettier-ignore
export const WEIGHTS: Readonly<Record<PairKind, readonly number[]>> = {
  figure: [0.77, 1.45, 0.55, -2.68, 1.26, -0.33, 0, 0.37, -0.22, 1, 1.25, 0.35, 0.62, -0.54, -0.41, 0.75, -0.93, -0.07, 0.59, -0.42, 0.45, 0.05, -0.76, -0.1, 0.42, -0.44, 0.65],
  date: [-1.7, 1.5, 0.87, 2.78, 1.16, 1.66, -0.26, -0.82, 0.05, 0, -1.28],
  quotation: [-3.54, 4.04, 2.7, 1.3, -0.99, 2.48],
  stance: [-1.68, 1.77, 1.78, 0.49, 1.48, 0.53, -0.64, 0.62],
};

/** What a pair counts that was not compared. */
export const MISSING = -1.5;
