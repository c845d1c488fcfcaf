/** Every page of the house: a pure function of its frame and its view, giving a whole HTML document. */
export { casePage } from './pages/case.ts';
export { casesPage } from './pages/cases.ts';
export { filesPage } from './pages/files.ts';
export { problemPage } from './pages/problem.ts';
export { readerPage } from './pages/reader.ts';
export { searchPage } from './pages/search.ts';
