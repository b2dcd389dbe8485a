import { Counter, Gauge, type Registry } from 'prom-client';
import { ProjectGauges } from './project-gauges.js';
import type { ScrapedFigures } from './scraped-figures.js';
import { SourceGauges } from './source-gauges.js';
import type { HealthChecks } from './tokens.js';
import { within } from './within.js';

/** A part that takes longer is left out of this answer: Prometheus gives up after ten seconds. */
const PART_WITHIN_MS = 2_000;
/** Sources told before the event loop gets a turn. */
const SOURCES_PER_TURN = 5;

/** Gauges that are read when somebody asks. What cannot be read is absent, and counted: the others are told all the same. */
export class ScrapedGauges {
  private readonly metrics: ReturnType<typeof metricsOf>;
  private readonly projects: ProjectGauges;
  private readonly sources: SourceGauges;

  /** @param nameOf a project as a metric's label */
  constructor(registry: Registry, nameOf: (project: string) => string) {
    this.metrics = metricsOf(registry);
    this.projects = new ProjectGauges(registry, nameOf);
    this.sources = new SourceGauges(registry, nameOf);
  }

  async read(figures: ScrapedFigures): Promise<void> {
    const { checks, projects, sources, tensors } = figures;
    this.readHere(figures);
    await Promise.all([
      this.part('lag', figures.lag(), (found) => this.setLag(found)),
      projects && this.part('projects', projects.call(figures), (found) => this.projects.set(found)),
      sources && this.part('sources', sources.call(figures), (found) => this.setSources(found)),
      tensors && this.part('tensors', tensors.call(figures), (found) => this.setTensors(found)),
      checks && this.part('checks', results(checks.call(figures)), (found) => this.setReady(found)),
    ]);
  }

  private readHere({ queues, pendingDeliveries }: ScrapedFigures): void {
    if (pendingDeliveries) this.metrics.webhookPending.set(pendingDeliveries());
    for (const [queue, length] of Object.entries(queues?.() ?? {})) this.metrics.queue.set({ queue }, length);
  }

  private async part<T>(
    part: string,
    reading: Promise<T>,
    set: (found: T | undefined) => void | Promise<void>,
  ): Promise<void> {
    this.metrics.failures.inc({ part }, 0);
    const found = await within(reading, PART_WITHIN_MS).catch(() => void this.metrics.failures.inc({ part }));
    await set(found as T | undefined);
  }

  private setLag(found: Awaited<ReturnType<ScrapedFigures['lag']>> = []): void {
    this.metrics.lag.reset();
    for (const { stage, partition, records } of found) this.metrics.lag.set({ stage, partition }, records);
  }

  private async setSources(found: Awaited<ReturnType<NonNullable<ScrapedFigures['sources']>>> = []): Promise<void> {
    this.sources.reset();
    for (const [n, source] of found.entries()) {
      this.sources.add(source);
      if ((n + 1) % SOURCES_PER_TURN === 0) await new Promise((resolve) => setImmediate(resolve));
    }
  }

  private setTensors(found: Awaited<ReturnType<NonNullable<ScrapedFigures['tensors']>>> = []): void {
    for (const { role, tensors, bytes } of found) {
      this.metrics.tensors.set({ role }, tensors);
      this.metrics.tensorBytes.set({ role }, bytes);
    }
  }

  private setReady(found: [part: string, isUp: boolean][] = []): void {
    for (const [part, isUp] of found) this.metrics.ready.set({ part }, isUp ? 1 : 0);
  }
}

function results(checks: HealthChecks): Promise<[string, boolean][]> {
  const one = async ([part, check]: [string, () => Promise<void>]): Promise<[string, boolean]> => {
    // A check that does not answer is down, not unknown: half the time is left for the others.
    const isUp = await within(check(), PART_WITHIN_MS / 2).then(
      () => true,
      () => false,
    );
    return [part, isUp];
  };
  return Promise.all(Object.entries(checks).map(one));
}

function metricsOf(registry: Registry) {
  const gauge = (name: string, help: string, labelNames: string[] = []) => {
    return new Gauge({ name, help, labelNames, registers: [registry] });
  };
  return {
    lag: gauge('qualm_lag_records', 'Records that a stage still has to take.', ['stage', 'partition']),
    queue: gauge('qualm_queue_length', 'What waits in this process: batches to be scored, projects to be trained.', [
      'queue',
    ]),
    webhookPending: gauge('qualm_webhook_pending', 'Deliveries that wait for this process, retries included.'),
    tensors: gauge(
      'qualm_tensors',
      'Tensors alive in a thread of the model (training: between two members); growing without end, they leak.',
      ['role'],
    ),
    tensorBytes: gauge('qualm_tensor_bytes', 'Memory of the tensors alive in a thread of the model.', ['role']),
    ready: gauge('qualm_ready', '1 while a part that the process needs is up: as /health/ready says it.', ['part']),
    failures: new Counter({
      name: 'qualm_metrics_failures_total',
      help: 'Figures that could not be read in time for the metrics, by part.',
      labelNames: ['part'],
      registers: [registry],
    }),
  };
}
