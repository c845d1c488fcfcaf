import { Hono, type Context } from 'hono';
import type { Clock } from '../base/clock.ts';
import type { Log } from '../base/log.ts';
import type { OpenCase } from '../house.ts';
import { findAsset } from '../web/assets.ts';
import type { CaseView } from '../web/views.ts';
import { nothingHere, problemAnswer } from './answers.ts';
import { guard, secureHeaders, signedIn, type ServerEnv } from './guard.ts';
import { keepLanguage } from './language.ts';
import type { Notebooks } from './notebooks.ts';
import { caseNamed, type Cases } from './read-request.ts';
import { apiRoutes } from './routes/api.ts';
import { claimsExportRoutes } from './routes/claims-export.ts';
import { claimsRoutes } from './routes/claims.ts';
import { custodyRoutes } from './routes/custody.ts';
import { ownSearchesRoutes } from './routes/own-searches.ts';
import type { PublishingRuns } from './publishing-runs.ts';
import { pageRoutes } from './routes/pages.ts';
import { publishingRoutes } from './routes/publishing.ts';
import { searchingRoutes } from './routes/searching.ts';
import { rereadingRoutes } from './routes/rereading.ts';
import { sourcesRoutes } from './routes/sources.ts';
import { stampsRoutes } from './routes/stamps.ts';
import { spellingsRoutes } from './routes/spellings.ts';
import type { Session } from './session.ts';

export interface AppOptions {
  /** Asked anew for every request: cases may come and go while the server runs. */
  readonly cases: Cases;
  readonly session: Session;
  readonly log: Log;
  readonly clock: Clock;
  /** How documents are read on this machine, for the page of a case. */
  readonly reading?: () => Promise<NonNullable<CaseView['reading']>>;
  /** Where a person's own searches are kept; without it none are. */
  readonly notebooks?: Notebooks;
  /** Where packages are made ready; without it nothing can be published from here. */
  readonly publishing?: PublishingRuns;
}

/** The server without its socket: the same object answers tests and browsers. */
export function createApp(options: AppOptions): Hono<ServerEnv> {
  const app = new Hono<ServerEnv>();
  app.onError(problemAnswer(options));
  app.notFound(nothingHere);
  app.use(secureHeaders, guard);
  // Style and letters of the house hold nothing of a case: the page that asks to sign in needs them too.
  app.get('/assets/:hash/:name', async (c) => {
    const asset = await findAsset(c.req.param('hash'), c.req.param('name'));
    if (asset === undefined) return c.notFound();
    return c.body(asset.bytes, 200, {
      'content-type': asset.type,
      'cache-control': 'public, max-age=31536000, immutable',
    });
  });
  app.use(signedIn(options.session));
  app.use(async (c, next) => {
    await next();
    keepLanguage(c);
  });
  app.route('/api/cases', apiRoutes(options.cases));
  app.route('/c', searchingRoutes(options));
  app.route('/c', ownSearchesRoutes(options));
  app.route('/c', spellingsRoutes(options.cases));
  app.route('/c', rereadingRoutes(options));
  app.route(
    '/c',
    claimsRoutes((c) => caseNamed(options.cases, c.req.param('case') ?? '')),
  );
  app.route(
    '/c',
    sourcesRoutes((c) => caseNamed(options.cases, c.req.param('case') ?? '')),
  );
  app.route(
    '/c',
    claimsExportRoutes((c) => caseNamed(options.cases, c.req.param('case') ?? ''), options.log),
  );
  app.route(
    '/c',
    custodyRoutes((c) => caseNamed(options.cases, c.req.param('case') ?? '')),
  );
  app.route(
    '/c',
    stampsRoutes((c) => caseNamed(options.cases, c.req.param('case') ?? '')),
  );
  if (options.publishing !== undefined) {
    const opened = (c: Context): OpenCase => caseNamed(options.cases, c.req.param('case') ?? '');
    app.route('/c', publishingRoutes({ ...options, opened, runs: options.publishing }));
  }
  app.route('/', pageRoutes(options));
  return app;
}
