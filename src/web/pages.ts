/** Every page of the house: a pure function of its frame and its view, giving a whole HTML document. */
export { batchPage } from './pages/batch.ts';
export { casePage } from './pages/case.ts';
export { casesPage } from './pages/cases.ts';
export { claimPage } from './pages/claim.ts';
export { claimsPage } from './pages/claims.ts';
export { comparePage } from './pages/compare.ts';
export { copiesPage } from './pages/copies.ts';
export { filesPage } from './pages/files.ts';
export { problemPage } from './pages/problem.ts';
export { readerPage } from './pages/reader.ts';
export { reportPage } from './pages/report.ts';
export { searchPage } from './pages/search.ts';
export { searchesPage } from './pages/searches.ts';
export { sourcePage } from './pages/source.ts';
export { sourcesPage } from './pages/sources.ts';
export { spellingsPage } from './pages/spellings.ts';
export { timelinePage } from './pages/timeline.ts';
