/**
 * The link that adds a statement takes the words that are chosen in the text with it: `at=START-END` in UTF-16 code
 * units of the document. Blocks of text say with `data-start` where they begin; the numbers of notes are no part of it.
 */
const link = document.querySelector<HTMLAnchorElement>('a[data-add]');

if (link !== null) {
  document.addEventListener('selectionchange', () => {
    const at = chosen(getSelection());
    const address = link.dataset['add'] ?? '';
    link.href = at === undefined ? address : `${address}&at=${at}`;
    link.textContent = (at === undefined ? link.dataset['words'] : link.dataset['chosen']) ?? '';
    link.classList.toggle('chosen', at !== undefined);
  });
}

// Whoever chooses words inside an underlined stretch does not follow its link.
document.addEventListener('click', (event) => {
  const isStated = event.target instanceof Element && event.target.closest('a.said-here') !== null;
  if (isStated && getSelection()?.isCollapsed === false) event.preventDefault();
});

function chosen(selection: Selection | null): string | undefined {
  if (selection === null || selection.isCollapsed || selection.rangeCount === 0) return undefined;
  const range = selection.getRangeAt(0);
  const start = offsetOf(range.startContainer, range.startOffset);
  const end = offsetOf(range.endContainer, range.endOffset);
  return start === undefined || end === undefined || start >= end ? undefined : `${start}-${end}`;
}

/** Where in the document a place of the page lies; undefined outside its text. */
function offsetOf(node: Node, offset: number): number | undefined {
  const block = (node instanceof Element ? node : node.parentElement)?.closest<HTMLElement>('[data-start]');
  if (block === null || block === undefined) return undefined;
  const before = document.createRange();
  before.setStart(block, 0);
  before.setEnd(node, offset);
  const copy = before.cloneContents();
  for (const number of copy.querySelectorAll('.refmark')) number.remove();
  return Number(block.dataset['start']) + (copy.textContent ?? '').length;
}
