/**
 * Renews the account of a case while files are being read: the server says that something changed, the page fetches
 * itself and puts the new account in the place of the old. Numbers and sentences are the server's, in its language.
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
    for (const id of ['intake', 'unreadable']) replace(id, fresh);
    if (fresh.querySelector('[data-live]') === null) events.close();
  };

  for (const name of ['message', 'status']) events.addEventListener(name, () => void renew());
  addEventListener('pagehide', () => events.close());
}

/** Leaves alone what the person is in the middle of. */
function replace(id: string, fresh: Document): void {
  const old = document.getElementById(id);
  const next = fresh.getElementById(id);
  if (old === null || next === null || old.contains(document.activeElement)) return;
  if (old.querySelector('details[open]') !== null) return;
  old.replaceWith(document.adoptNode(next));
}
