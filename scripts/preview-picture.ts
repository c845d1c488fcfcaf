import { escaped } from '../src/web/html.ts';
import { directive } from './preview-documents.ts';

/** A page of the invented directive as a drawing, its characters where the layout says that they stand. */
export function drawnPage(page: number): string {
  const layout = directive.layouts[page - 1] ?? directive.layouts[0];
  const { text } = directive.reading;
  const words = (layout?.words ?? []).map(
    ([start, end, x, y, , height]) =>
      `<text x="${x}" y="${y + height - 3}" font-size="11" font-family="Noto Serif CJK SC, serif">${escaped(text.slice(start, end))}</text>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 595 842" width="595" height="842"><rect width="595" height="842" fill="#fdfcf7"/>${words.join('')}</svg>`;
}
