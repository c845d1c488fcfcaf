import type { AttestationView, StampsView, StampView } from '../custody-view.ts';
import { html, joined, type Html, type HtmlPart } from '../html.ts';
import { say, type MessageKey, type Say } from '../messages.ts';
import { urls } from '../urls.ts';
import type { Frame } from '../views.ts';
import { nobody } from './claim-judge.ts';
import { framed } from './frame.ts';
import { problemLine } from './problem.ts';
import { icon, inFours, moment, type IconName } from './parts.ts';

/** What dates a case from outside, what is waited for, and how to ask and bring answers by hand. */
export function stampsPage(frame: Frame, view: StampsView): string {
  const t = say(frame.language);
  const { status, problem, kept } = view;
  const main = html`<header class="opening">
      <h1>${t('stamps.title')}</h1>
      <p class="deck">${t('stamps.deck')}</p>
    </header>
    ${
      problem !== undefined &&
      html`<div class="note-box note-box-fault signed" role="alert">
        <p><b>${t(view.isCheck ? 'stamps.not-checked' : 'stamps.not-kept')}</b></p>
        ${problemLine(frame, problem.message)} ${problemLine(frame, problem.remedy)}
      </div>`
    }
    ${
      kept !== undefined &&
      view.stamps.some(({ name }) => kept.includes(name)) &&
      html`<p class="note-box" role="status">${t('stamps.kept')}</p>`
    }
    ${
      view.checkedBy !== undefined &&
      html`<p class="note-box" role="status">
        ${t('stamps.checked-by', { roots: view.checkedBy.roots, headers: view.checkedBy.headers })}
      </p>`
    }
    <div class="custody">
      <div class="custody-parts">
        <section aria-labelledby="checkpoints">
          <div class="head"><h2 id="checkpoints">${t('stamps.checkpoints')}</h2></div>
          ${checkpoints(t, view)}
        </section>
        <section aria-labelledby="proves">
          <div class="head"><h2 id="proves">${t('stamps.proves')}</h2></div>
          <ul class="plain-list">
            <li>${t('stamps.proves-authority')}</li>
            <li>${t('stamps.proves-ots')}</li>
            <li>${t('stamps.proves-cosign')}</li>
            <li>${t('stamps.proves-not')}</li>
          </ul>
        </section>
      </div>
      <div class="custody-side">
        <section aria-labelledby="ask">
          <div class="head"><h2 id="ask">${t('stamps.ask')}</h2></div>
          ${view.signer === undefined ? nobody(t) : asking(t, view)}
        </section>
        ${view.stamps.length > 0 && checking(t, view)}
      </div>
    </div>`;
  return framed(frame, { title: [t.text('stamps.title'), status.name].join(' · '), main, status, room: 'case' });
}

/** The last checkpoint, and before it those that somebody has dated, newest first. */
function checkpoints(t: Say, { status, stamps }: StampsView): Html {
  const last = status.ledger.checkpointed;
  if (last === 0) return html`<p>${t('stamps.no-checkpoint')}</p>`;
  const sizes = [...new Set([last, ...stamps.map(({ size }) => size)])].toSorted((a, b) => b - a);
  return html`${
      stamps.length === 0 &&
      html`<div class="note-box">
        <p><b>${t('stamps.none')}</b></p>
        <p>${t('stamps.none-say')}</p>
      </div>`
    }
    <ol class="life">
      ${sizes.map((size) => {
        const own = stamps.filter((stamp) => stamp.size === size);
        return html`<li class="sealed">
          <p>
            ${t('stamps.over', { n: size })}${size === last && html` <span class="meta">(${t('stamps.last')})</span>`}
          </p>
          ${
            own.length === 0
              ? html`<p class="meta">${t('stamps.undated')}</p>`
              : html`<ul class="stamps">
                  ${own.map((stamp) => html`<li>${stampLine(t, stamp)}</li>`)}
                </ul>`
          }
        </li>`;
      })}
    </ol>`;
}

function stampLine(t: Say, stamp: StampView): Html {
  const kind = html`<span class="meta">${t(`stamps.${stamp.kind}`)}</span>`;
  switch (stamp.kind) {
    case 'rfc3161': {
      const { faults, time = '', authority = '', root = '' } = stamp.check;
      const wrong = faults.filter((each) => each !== 'unknown-root');
      if (wrong.length > 0) return html`${kind}${fault(t, wrong)}`;
      const isTrusted = !faults.includes('unknown-root');
      return html`${kind}${verdict(isTrusted ? 'agree' : 'open', t('stamps.was-there', { time: moment(t, time) }))}
        <p class="meta"><bdi>${authority.replaceAll('\n', ', ')}</bdi></p>
        ${!isTrusted && html`<p class="meta">${t('stamps.unknown-root')} ${inFours(root)}</p>`}`;
    }
    case 'cosignature': {
      const { faults, time = '', key } = stamp.check;
      const said = faults.length > 0 ? fault(t, faults) : verdict('agree', t('stamps.seen', { time: moment(t, time) }));
      return html`${kind}${said}
        <p class="meta">${t('stamps.key')} <bdi class="hash hash-long">${key}</bdi></p>`;
    }
    case 'opentimestamps': {
      const { faults, attestations } = stamp.check;
      if (faults.length > 0) return html`${kind}${fault(t, faults)}`;
      return html`${kind}${attestations.map((each) => attested(t, each))}`;
    }
  }
}

function attested(t: Say, { state, height = 0, time = '', calendar = '' }: AttestationView): Html {
  switch (state) {
    case 'confirmed':
      return verdict('agree', t('stamps.block', { time: moment(t, time), height: String(height) }));
    case 'pending':
      return verdict('waiting', t('stamps.pending', { calendar }));
    case 'header-missing':
      return verdict('open', t('stamps.header-missing', { height: String(height) }));
    case 'header-differs':
      return verdict('fault', t('stamps.header-differs', { height: String(height) }));
    case 'unknown':
      return verdict('open', t('stamps.unknown-kind'));
  }
}

function fault(t: Say, faults: readonly string[]): Html {
  const words = joined(
    faults.map((each) => {
      const key = FAULT_KEYS.find((known) => known === `stamp-fault.${each}`);
      return key === undefined ? html`<bdi>${each}</bdi>` : t(key);
    }),
    t.comma,
  );
  return verdict('fault', t('stamps.fault', { faults: words }));
}

const FAULT_KEYS: readonly MessageKey[] = [
  'stamp-fault.malformed',
  'stamp-fault.refused',
  'stamp-fault.other-bytes',
  'stamp-fault.other-request',
  'stamp-fault.signature',
  'stamp-fault.signer-unnamed',
  'stamp-fault.signer-purpose',
  'stamp-fault.chain',
  'stamp-fault.weak-hash',
];

function verdict(name: IconName, words: HtmlPart): Html {
  return html`<p class="verdict ${name === 'fault' && 'verdict-fault'}">
    ${icon(name, 'icon-s')}<span>${words}</span>
  </p>`;
}

function asking(t: Say, { status, request }: StampsView): Html {
  return html`<p>${t('stamps.ask-say')}</p>
    <form class="own-do" method="post" action="${urls.send(status.id, 'stamps/request')}">
      <button class="btn" type="submit">${t('stamps.request')}</button>
    </form>
    ${request !== undefined && requested(t, status.id, request)}
    <form
      class="form bring"
      method="post"
      action="${urls.send(status.id, 'stamps/bring')}"
      enctype="multipart/form-data"
    >
      <h3>${t('stamps.bring')}</h3>
      <p class="meta" id="bring-say">${t('stamps.bring-say')}</p>
      <div class="field">
        <label for="answer">${t('stamps.file')}</label>
        <input class="input" id="answer" name="answer" type="file" aria-describedby="bring-say" required />
      </div>
      <div class="field">
        <label for="roots">${t('stamps.roots')}</label>
        <input class="input" id="roots" name="roots" type="file" accept=".pem,.crt,.cer" />
      </div>
      <div class="field">
        <label for="cosigner">${t('stamps.cosigner')}</label>
        <input class="input" id="cosigner" name="cosigner" dir="ltr" autocomplete="off" spellcheck="false" />
      </div>
      <p><button class="btn btn-main" type="submit">${t('stamps.bring-do')}</button></p>
    </form>`;
}

/** The dates by what somebody brings from elsewhere, without keeping it. */
function checking(t: Say, { status }: StampsView): Html {
  return html`<section aria-labelledby="check">
    <div class="head"><h2 id="check">${t('stamps.check')}</h2></div>
    <form
      class="form bring"
      method="post"
      action="${urls.send(status.id, 'stamps/check')}"
      enctype="multipart/form-data"
    >
      <p class="meta" id="check-say">${t('stamps.check-say')}</p>
      <div class="field">
        <label for="check-roots">${t('stamps.check-roots')}</label>
        <input
          class="input"
          id="check-roots"
          name="roots"
          type="file"
          accept=".pem,.crt,.cer"
          aria-describedby="check-say"
        />
      </div>
      <div class="field">
        <label for="headers">${t('stamps.headers')}</label>
        <input class="input" id="headers" name="headers" type="file" aria-describedby="headers-say" />
        <p class="meta" id="headers-say">${t('stamps.headers-say')}</p>
      </div>
      <p><button class="btn" type="submit">${t('stamps.check-do')}</button></p>
    </form>
  </section>`;
}

function requested(t: Say, caseId: string, { size, files }: NonNullable<StampsView['request']>): Html {
  const named = (kind: string): string => files.find((file) => file.kind === kind)?.name ?? '';
  const [asked, digest] = [named('authority'), named('calendar')];
  const lines = [
    `curl -H 'Content-Type: application/timestamp-query' --data-binary @${asked} AUTHORITY > ${asked.replace(/tsq$/, 'tsr')}`,
    ...(digest === ''
      ? []
      : [`curl --data-binary @${digest} CALENDAR/digest > ${digest.replace(/digest$/, 'answer')}`]),
    `ots stamp ${named('checkpoint')}`,
  ];
  return html`<h3>${t('stamps.request-files')}</h3>
    <p class="meta">${t('stamps.over', { n: size })}</p>
    <ul class="side-list">
      ${files.map(
        ({ kind, name }) =>
          html`<li>
            <a href="${urls.stampRequest(caseId, name)}">${t(`stamps.request-${kind}`)}</a>
            <span class="meta hash hash-long" dir="ltr">${name}</span>
          </li>`,
      )}
    </ul>
    <p class="meta after">${t('stamps.request-how')}</p>
    <pre class="command" dir="ltr" tabindex="0"><code>${lines.join('\n')}</code></pre>`;
}
