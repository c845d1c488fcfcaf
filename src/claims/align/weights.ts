import type { PairKind } from './pair.ts';

/**
 * What each feature of `FEATURES` weighs, in log odds. `scripts/learn-claims.ts` wrote this file from the stories
 * audit, bank, colliery, ferry, hasmin, hospital, larkspur, mbenga, mill, orsuk, prison, quake, saucepans, shooting,
 * strait, train, vote, aceh-quake-2013, hp-eds-2008, kimani-gray-2013, marfin-bank-2010, qeshm-quake-2005,
 * xinjiang-papers.
 */
// prettier-ignore
export const WEIGHTS: Readonly<Record<PairKind, readonly number[]>> = {
  figure: [1.24, 1.37, 0.6, -2.68, 0.29, -0.5, 0, 0.83, -0.23, 0.79, 1.03, 0.38, 0.68, -0.46, -0.43, 0.69, -0.93, -0.19, 0.46, -0.25, 0.61, 0.07, -0.46, -0.32, 0.44, -0.43, 0.55, 0.44, -0.05, -0.49, -0.59, 0.36, 0.2, -0.28, -0.02],
  date: [-1.67, 1.45, 0.89, 2.79, 1.12, 1.64, -0.18, -0.81, 0.01, 0, -1.28, 1.46],
  quotation: [-1.26, 2.44, 1.76, 0.61, -1.34, 1.86, 1.64, -2.11],
  stance: [-1.51, 2.17, 1.79, 0.84, 0.87, 0.99, -0.37, 0.41, -1.07, 0.71],
};

/** What a pair counts that was not compared. */
export const MISSING = -1.5;
