import { readFileSync } from 'node:fs';
import type { TestProject } from 'vitest/node';
import { startKafka } from './kafka.server.js';

declare module 'vitest' {
  export interface ProvidedContext {
    /** One broker for all tests of the run: use topics and groups of your own. Undefined where there is none. */
    kafkaBrokers: string[] | undefined;
    /** One Redis for all tests of the run: use keys of your own. Undefined where there is none. */
    redisUrl: string | undefined;
  }
}

type Server = { stop(): Promise<void> } | undefined;

/** Starts what the selected test files ask for by `inject`, once for the run, and stops it after. */
export default async function servers(project: TestProject): Promise<() => Promise<void>> {
  const asked = await textOfTests(project);
  const wants = (name: string) => asked.includes(`inject('${name}')`);
  const [kafka, redis] = await Promise.all([
    wants('kafkaBrokers') ? startKafka({ shared: true }) : undefined,
    wants('redisUrl') ? (await import('./redis.server.js')).startRedis() : undefined,
  ]);
  project.provide('kafkaBrokers', kafka?.brokers);
  project.provide('redisUrl', redis?.url);
  return async () => {
    const running: Server[] = [kafka, redis];
    await Promise.all(running.map((server) => server?.stop()));
  };
}

async function textOfTests(project: TestProject): Promise<string> {
  // The filters of the command line; a vitest that no longer tells them starts every server, which is only slower.
  const { filenamePattern } = project.vitest as unknown as { filenamePattern?: string[] };
  const { testFiles } = await project.globTestFiles(filenamePattern);
  return testFiles.map((file) => readFileSync(file, 'utf8')).join('\n');
}
