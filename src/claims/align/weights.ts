import type { PairKind } from './pair.ts';

/**
 * What each feature of `FEATURES` weighs, in log odds. `scripts/learn-claims.ts` wrote this file from the stories
 * audit, bank, colliery, ferry, hasmin, hospital, larkspur, mbenga, mill, orsuk, prison, quake, saucepans, shooting,
 * strait, train, vote, aceh-quake-2013, hp-eds-2008, kimani-gray-2013, marfin-bank-2010, qeshm-quake-2005,
 * xinjiang-papers.
 */
// prettier-ignore
export const WEIGHTS: Readonly<Record<PairKind, readonly number[]>> = {
  figure: [0.98, 1.38, 0.6, -2.69, 0.28, -0.5, 0, 0.83, -0.23, 0.79, 1.03, 0.38, 0.68, -0.45, -0.43, 0.69, -0.93, -0.19, 0.46, -0.26, 0.62, 0.07, -0.45, -0.32, 0.45, -0.43, 0.55, 0.44, -0.05, -0.48, -0.59, 0.37, 0.21, -0.28, -0.03],
  date: [-1.7, 1.5, 0.86, 2.78, 1.19, 1.65, -0.26, -0.81, 0.04, 0, -1.28],
  quotation: [-1.26, 2.44, 1.76, 0.61, -1.34, 1.86, 1.64, -2.11],
  stance: [-1.51, 2.17, 1.79, 0.84, 0.87, 0.99, -0.37, 0.41, -1.07, 0.71],
};

/** What a pair counts that was not compared. */
export const MISSING = -1.5;
