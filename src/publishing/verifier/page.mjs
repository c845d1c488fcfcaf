import { textIn } from './basics.mjs';
import { certificatesIn } from './certificate.mjs';
import { headersIn } from './ots-check.mjs';
import { checkPackage } from './package-check.mjs';
import { chosenArchive } from './page-archive.mjs';
import { chosenFiles, droppedFiles, servedFiles, withinPackage } from './page-files.mjs';
import { pageTools } from './page-tools.mjs';
import { servedArchive } from './served-archive.mjs';
import { reportOf, speaker } from './words.mjs';

/** The door in a browser: the page check/ of the package. */

const subtle = globalThis.crypto?.subtle;

function made(name, attributes = {}, ...inside) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...inside);
  return element;
}

/** So that what stands in a sentence of another direction does not disturb it (Unicode UAX 9, FSI and PDI). */
const isolated = (value) => `\u2068${value}\u2069`;

/** Lets the browser draw, and hear. */
const rest = () => new Promise((resolve) => setTimeout(resolve));

function item({ mark, code, where, text }) {
  const place = where ? [made('code', { class: 'hash' }, where), ' '] : [];
  const name = code === undefined ? [] : [made('b', {}, code), ' '];
  const icon = document.getElementById('check-marks').content.querySelector(`.mark-${mark}`).cloneNode(true);
  return made(
    'li',
    { 'data-mark': mark },
    icon,
    made('div', {}, ...name, ...place, made('span', { dir: 'auto' }, text)),
  );
}

function drawn({ title, sections, end }, holds) {
  return [
    made('h3', { class: holds ? 'verdict' : 'verdict verdict-fault', tabindex: '-1' }, title),
    ...sections.map((section) =>
      made('section', {}, made('h4', {}, section.title), made('ul', { class: 'proved' }, ...section.items.map(item))),
    ),
    ...end.map((text) => made('p', {}, text)),
  ];
}

/** What a file from elsewhere is, is seen from what stands in it. */
function takeKnown(known, name, bytes) {
  const text = textIn(bytes);
  if (text.includes('-----BEGIN CERTIFICATE-----')) known.roots.push(...certificatesIn(text));
  else if (text.trimStart().startsWith('{')) known.opened.push({ name, bytes });
  else for (const [height, header] of headersIn(text)) known.headers.set(height, header);
}

/** @throws Error, in words, for a file that is none of these */
async function given(key, files, say) {
  const known = { keys: key === '' ? [] : [key], roots: [], headers: new Map(), opened: [] };
  for (const file of files) {
    try {
      takeKnown(known, file.name, new Uint8Array(await file.arrayBuffer()));
    } catch {
      throw new Error(say('This file could not be understood: {name}', { name: file.name })); // safe: it is said
    }
  }
  return known;
}

const BETWEEN_DRAWINGS_MS = 200;

class CheckHere {
  #say;
  #language;
  #base;
  #stopping;
  #nextDrawing = 0;
  #status = made('p', { role: 'status' });
  #bar = made('progress', { max: '1', value: '0', hidden: '' });
  #stop;
  #result = made('div', { class: 'result' });
  #key = made('input', { type: 'text', class: 'input hash', autocomplete: 'off', spellcheck: 'false' });
  #known = made('input', { type: 'file', multiple: '' });

  constructor(place) {
    this.#language = document.documentElement.lang;
    this.#say = speaker(this.#language, isolated);
    this.#base = new URL(place.dataset.up, location.href);
  }

  draw(place) {
    const say = this.#say;
    const isServed = location.protocol !== 'file:';
    this.#stop = made('button', { type: 'button', class: 'btn', hidden: '' }, say('Stop'));
    this.#stop.addEventListener('click', () => this.#stopping?.abort());
    this.#bar.setAttribute('aria-label', say('Check this package'));
    const start = made('button', { type: 'button', class: 'btn btn-main' }, say('Check this package'));
    start.addEventListener('click', () => this.#run((tools) => this.#served(tools)));
    const beside = made('button', { type: 'button', class: 'btn' }, say('Check its archive (zip) here'));
    const address = this.#archiveAddress();
    beside.hidden = address === undefined;
    beside.addEventListener('click', () => this.#run((tools) => this.#archiveServed(address, tools)));
    const chooser = made('input', {
      type: 'file',
      id: 'check-folder',
      class: 'unseen',
      webkitdirectory: '',
      multiple: '',
    });
    chooser.addEventListener('change', () => this.#chosen(chooser));
    const archive = made('input', { type: 'file', id: 'check-archive', class: 'unseen', accept: '.zip' });
    archive.addEventListener('change', () => {
      const [file] = archive.files;
      archive.value = '';
      if (file !== undefined) void this.#runArchive(file);
    });
    this.#takeDrops(place);
    place.replaceChildren(
      ...(isServed
        ? [made('p', {}, start, ' ', beside)]
        : [
            made(
              'p',
              {},
              say('From a folder, a page may not read other files by itself: choose the folder of the package.'),
            ),
          ]),
      made(
        'div',
        { class: 'drop' },
        chooser,
        made('label', { for: 'check-folder', class: isServed ? 'btn' : 'btn btn-main' }, say('Choose its folder')),
        archive,
        made('label', { for: 'check-archive', class: 'btn' }, say('Choose its archive (zip)')),
        made('p', { class: 'meta' }, say('Or drop it here: the folder with bagit.txt in it, or the archive.')),
      ),
      made(
        'details',
        {},
        made('summary', {}, say('What you know from elsewhere')),
        made(
          'div',
          { class: 'known' },
          made('label', {}, say('Key of whoever published it'), this.#key),
          made('label', {}, say('Certificates (PEM), block headers, opened fields'), this.#known),
        ),
      ),
      made('p', { class: 'meta' }, say('Everything is read on this computer. Nothing is sent.')),
      made('div', { class: 'going' }, this.#bar, this.#status, this.#stop),
      this.#result,
    );
  }

  async #served(tools) {
    const files = servedFiles(this.#base, tools);
    if ((await files.read('bagit.txt')) !== undefined) return files;
    throw new Error(
      this.#say('The package is not here as a whole: bagit.txt is missing beside the folder of its pages.'),
    );
  }

  /** In the folder above, under the name of its own folder: as its address says. At the top of a host there is none above. */
  #archiveAddress() {
    const path = this.#base.pathname.replace(/\/+$/, '');
    if (path === '') return undefined;
    const address = new URL(this.#base);
    address.pathname = `${path}.zip`;
    return address;
  }

  async #archiveServed(address, tools) {
    const answer = await fetch(address, { cache: 'no-store', credentials: 'omit', signal: tools.signal });
    const name = address.pathname.replace(/^.*\//, '');
    if (!answer.ok) throw new Error(this.#say('There is no {name} beside the folder of the package.', { name }));
    return { ...servedArchive(this.#base, answer, tools), isBeside: true };
  }

  #chosen(chooser) {
    const blobs = new Map([...chooser.files].map((file) => [file.webkitRelativePath, file]));
    chooser.value = '';
    void this.#runChosen(async () => ({ blobs, odd: [], isBlind: true }));
  }

  #takeDrops(place) {
    const isOver = (over) => place.querySelector('.drop').classList.toggle('over', over);
    place.addEventListener('dragover', (event) => {
      event.preventDefault();
      isOver(true);
    });
    place.addEventListener('dragleave', () => isOver(false));
    place.addEventListener('drop', (event) => {
      event.preventDefault();
      isOver(false);
      // Now: when the event is over, nothing is left in it.
      const [file, ...others] = event.dataTransfer.files;
      if (others.length === 0 && file?.name.endsWith('.zip')) {
        void this.#runArchive(file);
        return;
      }
      const entries = [...event.dataTransfer.items].flatMap((each) => each.webkitGetAsEntry?.() ?? []);
      void this.#runChosen(() => droppedFiles(entries));
    });
  }

  #runArchive(file) {
    return this.#run(async (tools) => chosenArchive(file, tools));
  }

  #runChosen(take) {
    return this.#run(async (tools) => {
      const { blobs, odd, isBlind } = await take();
      const inside = withinPackage(blobs, odd);
      if (inside === undefined)
        throw new Error(
          this.#say('There is no bagit.txt in that folder, or in more than one: choose the folder of one package.'),
        );
      return { ...chosenFiles(inside.blobs, inside.odd, tools), isBlind };
    });
  }

  async #run(openFiles) {
    this.#stopping?.abort();
    const stopping = new AbortController();
    this.#stopping = stopping;
    this.#isGoing(true);
    this.#result.replaceChildren();
    const started = performance.now();
    try {
      const files = await openFiles({ subtle, signal: stopping.signal });
      const known = await given(this.#key.value.trim(), this.#known.files, this.#say);
      const tell = (progress) => this.#tell(progress, stopping.signal);
      const restOrStop = () => rest().then(() => stopping.signal.throwIfAborted());
      const found = await checkPackage({ files, tools: { ...pageTools(subtle), rest: restOrStop }, tell }, known);
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      this.#show(found, files, seconds);
    } catch (error) {
      if (this.#stopping !== stopping) return; // another one was started
      const why =
        error.name === 'AbortError'
          ? this.#say('Stopped.')
          : this.#say('The check broke off: {why}', { why: error.message });
      this.#status.textContent = why;
    }
    this.#isGoing(false);
  }

  #isGoing(isGoing) {
    this.#bar.hidden = !isGoing;
    this.#stop.hidden = !isGoing;
    this.#bar.removeAttribute('value');
    if (isGoing) this.#status.textContent = '';
  }

  #tell({ bytes, files, of }, signal) {
    signal.throwIfAborted();
    if (files < of && performance.now() < this.#nextDrawing) return;
    this.#nextDrawing = performance.now() + BETWEEN_DRAWINGS_MS;
    this.#bar.value = files / of;
    const megabytes = Math.round(bytes / 1e6);
    this.#status.textContent = this.#say('Reading {files} of {of} files, {megabytes} MB', { files, of, megabytes });
  }

  #show(found, { isBlind, isBeside }, seconds) {
    const report = reportOf(found, this.#say);
    const blind = {
      mark: 'open',
      text: this.#say('Empty folders and links cannot be seen here; verify.mjs finds them.'),
    };
    const beside = {
      mark: 'open',
      text: this.#say('This is of the archive. The pages that you read here may be others.'),
    };
    const notes = [...(isBlind ? [blind] : []), ...(isBeside ? [beside] : [])];
    if (found.holds) report.sections[0].items.splice(1, 0, ...notes);
    this.#result.replaceChildren(...drawn(report, found.holds));
    this.#result.dataset.holds = String(found.holds);
    this.#status.textContent = this.#say('Reading took {seconds} s.', { seconds });
    this.#result.querySelector('h3').focus();
  }
}

if (typeof document !== 'undefined') {
  const place = document.getElementById('check-here');
  if (place !== null) new CheckHere(place).draw(place);
}
