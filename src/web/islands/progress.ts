/**
 * Renews a list that is being searched: fetches the page again and puts its parts marked `data-renew` in the place of the
 * old ones, until the server no longer says `data-progress`. Stands still while the page is not looked at, and while the
 * focus is inside the part that would go.
 */
const EVERY_MS = 1000;

function soon(): void {
  if (document.querySelector('[data-progress]') !== null) setTimeout(() => void renew(), EVERY_MS);
}

async function renew(): Promise<void> {
  try {
    if (!document.hidden) {
      const answer = await fetch(location.href, { headers: { accept: 'text/html' } });
      if (answer.ok) put(new DOMParser().parseFromString(await answer.text(), 'text/html'));
    }
  } catch {
    // The server may be gone; the numbers on the page stay true for their moment.
  }
  soon();
}

function put(fresh: Document): void {
  document.title = fresh.title;
  for (const next of fresh.querySelectorAll('[data-renew]')) {
    const old = document.getElementById(next.id);
    if (old === null || old.contains(document.activeElement)) continue;
    const scrolled = old.querySelector('.scroll')?.scrollLeft ?? 0;
    old.replaceWith(document.adoptNode(next));
    document.getElementById(next.id)?.querySelector('.scroll')?.scrollTo({ left: scrolled });
  }
}

soon();
