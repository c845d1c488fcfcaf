import type { PairKind } from './pair.ts';

/**
 * What each feature of `FEATURES` weighs, in log odds. `scripts/learn-claims.ts` wrote this file from the stories
 * audit, bank, colliery, ferry, hasmin, hospital, larkspur, mbenga, mill, orsuk, prison, quake, saucepans, shooting,
 * strait, train, vote, aceh-quake-2013, hp-eds-2008, kimani-gray-2013, marfin-bank-2010, qeshm-quake-2005,
 * xinjiang-papers.
 */
// prettier-ignore
export const WEIGHTS: Readonly<Record<PairKind, readonly number[]>> = {
  figure: [1.19, 1.36, 0.61, -2.65, 0.31, -0.54, 0, 0.75, -0.16, 0.83, 1.1, 0.4, 0.67, -0.44, -0.41, 0.73, -0.86, -0.15, 0.46, -0.33, 0.58, 0.06, -0.47, -0.32, 0.45, -0.42, 0.59, 0.39, -0.09, -0.43, -0.62, 0.38, 0.2, -0.28, -0.03],
  date: [-1.7, 1.5, 0.86, 2.78, 1.19, 1.65, -0.26, -0.81, 0.04, 0, -1.28],
  quotation: [-1.26, 2.44, 1.76, 0.61, -1.34, 1.86, 1.64, -2.11],
  stance: [-1.8, 2.05, 1.68, 0.83, 0.82, 0.96, -0.4, 0.49, -1.32, 0.64],
};

/** What a pair counts that was not compared. */
export const MISSING = -1.5;
