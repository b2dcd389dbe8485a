import type { NestExpressApplication } from '@nestjs/platform-express';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { HttpRequest, HttpResponse, Next } from '#http';

/** Paths of the API; every other one is the page's. */
const served = /^\/(v1|docs|health|metrics)(\/|$)/;
const YEAR_SECONDS = 31_536_000;

/** The page's files hold no secret and no data: they need no key. What they ask the API for does. */
const headers = {
  // Charts set styles; pictures of examples are wherever the project's URL template says.
  'content-security-policy':
    "default-src 'self'; img-src 'self' data: blob: http: https:; style-src 'self' 'unsafe-inline'; " +
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
};

/** Serves the built page, its start for every path that a browser opens; without a build the API alone is served. */
export function servePage(app: NestExpressApplication): void {
  const folder = builtPage();
  if (folder === undefined) return;
  const start = readFileSync(join(folder, 'index.html'));
  app.useStaticAssets(folder, {
    index: false,
    setHeaders: (response: HttpResponse, path: string) => {
      setHeaders(response);
      // The names of assets hold a hash of what is in them.
      const lasting = path.includes(`${folder}/assets/`);
      response.setHeader('cache-control', lasting ? `public, max-age=${YEAR_SECONDS}, immutable` : 'no-cache');
    },
  });
  app.use((request: HttpRequest, response: HttpResponse, next: Next) => {
    if (!opensPage(request)) return next();
    setHeaders(response);
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.setHeader('cache-control', 'no-cache');
    response.end(request.method === 'HEAD' ? undefined : start);
  });
}

function setHeaders(response: HttpResponse): void {
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
}

function opensPage({ method, path, headers: { accept = '' } }: HttpRequest): boolean {
  return (method === 'GET' || method === 'HEAD') && accept.includes('text/html') && !served.test(path);
}

/** `dist/apps/dashboard`, seen from the build as from the source. */
function builtPage(): string | undefined {
  for (let folder = import.meta.dirname; folder !== dirname(folder); folder = dirname(folder)) {
    if (!existsSync(join(folder, 'package.json'))) continue;
    const built = join(folder, 'dist', 'apps', 'dashboard');
    return existsSync(join(built, 'index.html')) ? built : undefined;
  }
  return undefined;
}
