/** Opening the citation copies its footnote; the text stays there to be copied by hand where the clipboard is refused. */
for (const details of document.querySelectorAll<HTMLDetailsElement>('details.cite')) {
  const text = details.querySelector<HTMLElement>('[data-copy]');
  if (text === null) continue;
  const said = document.createElement('p');
  said.className = 'meta';
  said.setAttribute('role', 'status');
  text.after(said);
  details.addEventListener('toggle', () => {
    said.textContent = '';
    if (details.open) void copy(text, said);
  });
}

async function copy(text: HTMLElement, said: HTMLElement): Promise<void> {
  try {
    await navigator.clipboard.writeText((text.textContent ?? '').replace(/\s+/g, ' ').trim());
    said.textContent = text.dataset['copied'] ?? '';
  } catch {
    // Refused by the browser: the words are selected instead, one key away from being copied.
    getSelection()?.selectAllChildren(text);
  }
}

// A citation or a match may lie below the fold of its own scrolling box.
document.querySelector('#hit')?.scrollIntoView({ block: 'center' });
