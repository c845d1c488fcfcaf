/** What the words of values are made of, for doors without pages. */
export { valueText } from './pages/claims-value.ts';
