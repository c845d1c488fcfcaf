/**
 * Renews the account of a case while files are being read: the server says that something changed, the page fetches
 * itself and puts every part marked `data-renew` in the place of the old one, all from one moment. Numbers and
 * sentences are the server's, in its language.
 */
const LEAST_MS_BETWEEN = 1000;
const region = document.querySelector<HTMLElement>('[data-live]');
const address = region?.dataset['events'];

if (address !== undefined) {
  const events = new EventSource(address);
  let due = false;
  let busy = false;

  const renew = async (): Promise<void> => {
    if (busy) {
      due = true;
      return;
    }
    busy = true;
    due = false;
    try {
      const answer = await fetch(location.href, { headers: { accept: 'text/html' } });
      if (answer.ok) put(await answer.text());
    } catch {
      // The server may be gone; EventSource keeps trying, and the numbers on the page stay true for their moment.
    }
    setTimeout(() => {
      busy = false;
      if (due) void renew();
    }, LEAST_MS_BETWEEN);
  };

  const put = (page: string): void => {
    const fresh = new DOMParser().parseFromString(page, 'text/html');
    // Asked before the parts move over: what is left of the fetched page afterwards no longer says it.
    const over = fresh.querySelector('[data-live]') === null;
    for (const part of fresh.querySelectorAll('[data-renew]')) replace(part);
    if (over) events.close();
  };

  for (const name of ['message', 'status']) events.addEventListener(name, () => void renew());
  addEventListener('pagehide', () => events.close());
}

/** Leaves alone what the person has opened, and puts the focus back on the link that had it. */
function replace(next: Element): void {
  const old = document.getElementById(next.id);
  if (old === null || old.querySelector('details[open]') !== null) return;
  const focused = old.contains(document.activeElement) ? document.activeElement?.getAttribute('href') : null;
  old.replaceWith(document.adoptNode(next));
  if (focused == null) return;
  next.querySelector<HTMLElement>(`a[href="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
}
