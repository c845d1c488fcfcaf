/**
 * Keys on top of links that exist anyway. `kbd[data-press]` in the list at the foot of a page says which keys the page
 * has; a link or summary with `data-press` is pressed by its key. Off while someone writes, and for good where the
 * person has switched single keys off (WCAG 2.2, 2.1.4).
 */
const SWITCH = 'touchstone.keys';

const list = document.querySelector<HTMLElement>('dl.keys');
const known = new Set(
  [...document.querySelectorAll<HTMLElement>('kbd[data-press]')].map((cap) => cap.dataset['press']),
);

document.addEventListener('keydown', (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.key === 'Escape') leave();
  else if (!isOff() && !isWriting(event.target) && known.has(event.key) && press(event.key)) event.preventDefault();
});

/** Returns whether the key did something. */
function press(key: string): boolean {
  switch (key) {
    case '/':
      return select(document.querySelector<HTMLInputElement>('#q'));
    case '?':
      return focus(document.querySelector<HTMLElement>('#keys'));
    case 'j':
      return move(1);
    case 'k':
      return move(-1);
    case 'm':
      return nextNote();
    default:
      return follow(document.querySelector<HTMLElement>(`[data-press="${CSS.escape(key)}"]:not(kbd)`));
  }
}

function follow(control: HTMLElement | null): boolean {
  control?.click();
  return control !== null;
}

function select(input: HTMLInputElement | null): boolean {
  input?.select();
  return focus(input);
}

function focus(element: HTMLElement | null): boolean {
  element?.focus();
  return element !== null;
}

/** The chosen item of a list is the one whose link has the focus; Enter then opens it without help. */
function move(by: 1 | -1): boolean {
  const items = [...document.querySelectorAll<HTMLElement>('[data-item]')];
  const current = items.findIndex((item) => item.getAttribute('aria-current') === 'true');
  const next = items[current === -1 ? 0 : current + by];
  if (next === undefined) return items.length > 0;
  items[current]?.removeAttribute('aria-current');
  next.setAttribute('aria-current', 'true');
  next.querySelector<HTMLElement>('a:not([tabindex="-1"])')?.focus();
  next.scrollIntoView({ block: 'nearest' });
  return true;
}

/** From the note that has the focus to the next; after the last one, round to the first. */
function nextNote(): boolean {
  const notes = [...document.querySelectorAll<HTMLElement>('[data-note]')];
  const current = notes.findIndex((note) => note.contains(document.activeElement));
  const next = notes[current + 1] ?? notes[0];
  next?.querySelector<HTMLElement>('a.verdict')?.focus({ preventScroll: true });
  next?.scrollIntoView({ block: 'center' });
  return next !== undefined;
}

function leave(): void {
  for (const open of document.querySelectorAll<HTMLDetailsElement>('details.cite[open]')) open.open = false;
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
}

function isWriting(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable]');
}

function isOff(): boolean {
  try {
    return localStorage.getItem(SWITCH) === 'off';
  } catch {
    // Storage may be forbidden; keys then stay on for this page.
    return false;
  }
}

function addSwitch(keys: HTMLElement): void {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'btn btn-quiet';
  const label = (): void => {
    button.textContent = (isOff() ? keys.dataset['on'] : keys.dataset['off']) ?? '';
  };
  button.addEventListener('click', () => {
    try {
      localStorage.setItem(SWITCH, isOff() ? 'on' : 'off');
    } catch {
      // Storage may be forbidden; then there is nothing to remember it by.
    }
    label();
  });
  label();
  keys.after(button);
}

if (list !== null) addSwitch(list);
