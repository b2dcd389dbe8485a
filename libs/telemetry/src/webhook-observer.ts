import type { LoggerService } from '@nestjs/common';
import type { Metrics } from './metrics.js';

const MS_PER_SECOND = 1_000;

interface Delivery {
  id: string;
  project: string;
  endpointId: string;
  type: string;
  state: string;
  createdAtMs: number;
}

/** What deliveries tell whoever watches them, as metrics and lines of the log. No URL: it may hold a key. */
export function webhookObserver(metrics: Metrics, logger: LoggerService, nowMs: () => number = Date.now) {
  return {
    attempted(
      delivery: Delivery,
      { outcome, attempt }: { outcome: string; attempt: { tookMs: number; error?: string } },
    ) {
      const { type, endpointId, id } = delivery;
      metrics.webhookAttempts.inc({ project: metrics.project(delivery.project), type, outcome });
      metrics.webhookAttemptSeconds.observe(attempt.tookMs / MS_PER_SECOND);
      if (attempt.error !== undefined) logger.debug?.(`${endpointId}: ${type} ${id}: ${attempt.error}`, 'webhooks');
    },
    finished({ id, project, endpointId, type, state, createdAtMs }: Delivery) {
      metrics.webhookDeliveries.inc({ project: metrics.project(project), state });
      if (state === 'delivered') metrics.webhookDeliverySeconds.observe((nowMs() - createdAtMs) / MS_PER_SECOND);
      else logger.warn(`${project}: ${endpointId}: ${type} ${id} was given up`, 'webhooks');
    },
    disabled({ id, project, disabled }: { id: string; project: string; disabled?: { reason: string } }) {
      const reason = disabled!.reason;
      metrics.webhooksDisabled.inc({ project: metrics.project(project), reason });
      logger.warn(`${project}: the webhook ${id} is disabled: ${reason}`, 'webhooks');
    },
    failed(error: unknown) {
      metrics.webhookFailures.inc();
      logger.warn((error as Error).message, 'webhooks');
    },
  };
}
