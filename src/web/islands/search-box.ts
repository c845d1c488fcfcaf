/**
 * Results while the words are being written: fetches the page that the form would open and puts its results in the
 * place of the old ones. Waits for input methods to finish a word; an answer that comes too late is thrown away.
 */
const WAIT_MS = 180;
const form = document.querySelector<HTMLFormElement>('form[data-live-search]');
const box = form?.querySelector<HTMLInputElement>('#q');

if (form && box) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asked = new AbortController();
  let shown = box.value;

  const address = (): string => {
    const query = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (typeof value === 'string') query.set(name, value);
    return `${form.action}?${query.toString()}`;
  };

  const ask = async (): Promise<void> => {
    if (box.value === shown) return;
    shown = box.value;
    asked.abort();
    asked = new AbortController();
    const to = address();
    try {
      const answer = await fetch(to, { headers: { accept: 'text/html' }, signal: asked.signal });
      if (!answer.ok) return;
      const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
      // The links to other languages lead to the same words.
      for (const part of ['#results', '#speak']) put(part, fresh);
      const said = document.querySelector('#said');
      if (said !== null) said.textContent = fresh.querySelector('#said')?.textContent ?? '';
      document.title = fresh.title;
      history.replaceState(null, '', to);
    } catch {
      // Overtaken by the next query, or the server is gone; Enter still opens the page and says so.
    }
  };

  const soon = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => void ask(), WAIT_MS);
  };
  box.addEventListener('input', (event) => {
    if (!(event instanceof InputEvent) || !event.isComposing) soon();
  });
  box.addEventListener('compositionend', soon);
  // From the words straight to what was found; j and k go on from there.
  box.addEventListener('keydown', (event) => {
    if (event.key !== 'ArrowDown' || event.isComposing) return;
    const first = document.querySelector<HTMLElement>('#results [data-item]');
    if (first === null) return;
    event.preventDefault();
    first.setAttribute('aria-current', 'true');
    first.querySelector<HTMLElement>('a:not([tabindex="-1"])')?.focus();
  });
}

function put(part: string, fresh: Document): void {
  const next = fresh.querySelector(part);
  if (next !== null) document.querySelector(part)?.replaceWith(document.adoptNode(next));
}
