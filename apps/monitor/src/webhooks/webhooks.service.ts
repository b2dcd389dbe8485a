import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { liveSecrets, type Delivery, type Endpoint, type Webhooks } from '#alerts';
import { Problem } from '#http';
import type { Service } from '#pipeline';
import { decodeCursor, encodeCursor } from '../api/cursor.js';
import type { ListQuery } from '../api/query.js';
import { ProjectLookup } from '../service/project-lookup.js';
import { SERVICE } from '../service/tokens.js';
import type { DeliveryJson, WebhookJson, WebhookWithSecretJson } from './webhook.schemas.js';

/** Which delivery, as a path has it. */
export interface DeliveryPath {
  project: string;
  webhook: string;
  delivery: string;
}

@Injectable()
export class WebhooksService {
  private readonly webhooks: Webhooks;

  constructor(
    @Inject(SERVICE) private readonly service: Service,
    @Inject(ProjectLookup) private readonly projects: ProjectLookup,
  ) {
    this.webhooks = service.pipeline.webhooks!;
  }

  async create(project: string, body: unknown): Promise<WebhookWithSecretJson> {
    await this.projects.require(project);
    const newest = (await this.service.pipeline.models.list(project))[0]?.version ?? 0;
    const endpoint = await this.webhooks.create(project, body, newest);
    // Suspect labels are told from the next batch on.
    await this.service.pipeline.inUse.refresh();
    return withSecret(endpoint);
  }

  async list(project: string, { cursor, limit }: ListQuery) {
    await this.projects.require(project);
    const all = await this.webhooks.endpoints.list(project);
    const from = cursor === undefined ? 0 : decodeCursor('webhooks', cursor, z.number().int().nonnegative());
    const items = all.slice(from, from + limit).map(webhookJson);
    return { items, nextCursor: from + limit < all.length ? encodeCursor('webhooks', from + limit) : null };
  }

  async one(project: string, id: string): Promise<WebhookJson> {
    return webhookJson(await this.require(project, id));
  }

  async change(project: string, id: string, body: unknown): Promise<WebhookJson> {
    await this.require(project, id);
    const changed = await this.webhooks.change(project, id, body);
    await this.service.pipeline.inUse.refresh();
    return webhookJson(found(changed, id));
  }

  async remove(project: string, id: string): Promise<void> {
    await this.require(project, id);
    await this.webhooks.remove(project, id);
  }

  async rotate(project: string, id: string): Promise<WebhookWithSecretJson> {
    await this.require(project, id);
    return withSecret(found(await this.webhooks.rotate(project, id), id));
  }

  async test(project: string, id: string): Promise<DeliveryJson> {
    const endpoint = await this.require(project, id);
    refuseDisabled(endpoint);
    return deliveryJson(await this.webhooks.test(endpoint));
  }

  async deliveries(project: string, id: string, { cursor, limit }: ListQuery) {
    await this.require(project, id);
    const before = cursor === undefined ? undefined : decodeCursor('deliveries', cursor, z.string());
    const ids = await this.webhooks.deliveries.ids(project, id);
    const rest = before === undefined ? ids : ids.filter((delivery) => delivery < before);
    const page = rest.slice(0, limit);
    const read = await Promise.all(page.map((d) => this.webhooks.deliveries.get({ project, endpointId: id, id: d })));
    const items = read.filter((delivery) => delivery !== undefined).map(deliveryJson);
    return { items, nextCursor: rest.length > limit ? encodeCursor('deliveries', page.at(-1)!) : null };
  }

  async delivery({ project, webhook, delivery }: DeliveryPath): Promise<DeliveryJson> {
    await this.require(project, webhook);
    const known = await this.webhooks.deliveries.get({ project, endpointId: webhook, id: delivery });
    return deliveryJson(found(known, delivery));
  }

  async sendAgain({ project, webhook, delivery }: DeliveryPath): Promise<DeliveryJson> {
    refuseDisabled(await this.require(project, webhook));
    const again = await this.webhooks.sendAgain({ project, endpointId: webhook, id: delivery });
    return deliveryJson(found(again, delivery));
  }

  /** @throws Problem 404 */
  private async require(project: string, id: string): Promise<Endpoint> {
    await this.projects.require(project);
    return found(await this.webhooks.endpoints.get(project, id), id);
  }
}

function found<T>(value: T | undefined, id: string): T {
  if (value !== undefined) return value;
  const shown = JSON.stringify(id.slice(0, 80));
  throw new Problem('not-found', `${shown} is not a webhook or delivery of this project`, {
    field: 'id',
    value: shown,
  });
}

function refuseDisabled({ id, disabled }: Endpoint): void {
  if (!disabled) return;
  throw new Problem('webhook-disabled', `id: "${id}" is disabled (${disabled.reason}); enable it first`, {
    field: 'id',
    value: JSON.stringify(id),
  });
}

const iso = (ms: number) => new Date(ms).toISOString();

function withSecret(endpoint: Endpoint): WebhookWithSecretJson {
  return { ...webhookJson(endpoint), secret: endpoint.secrets[0]!.value };
}

function webhookJson(endpoint: Endpoint): WebhookJson {
  const { id, project, url, events, description, disabled, failingSinceMs, createdAtMs } = endpoint;
  return {
    id,
    project,
    url,
    events,
    description,
    enabled: disabled === undefined,
    disabled: disabled ? { reason: disabled.reason, at: iso(disabled.atMs) } : null,
    failingSince: failingSinceMs === undefined ? null : iso(failingSinceMs),
    secrets: liveSecrets(endpoint, Date.now()).map((secret) => ({
      createdAt: iso(secret.createdAtMs),
      expiresAt: secret.expiresAtMs === undefined ? null : iso(secret.expiresAtMs),
    })),
    createdAt: iso(createdAtMs),
  };
}

function deliveryJson(delivery: Delivery): DeliveryJson {
  const { id, endpointId, type, state, failures, createdAtMs, nextAttemptAtMs, attempts, body } = delivery;
  return {
    id,
    webhookId: endpointId,
    type,
    state,
    failures,
    createdAt: iso(createdAtMs),
    nextAttemptAt: state === 'pending' ? iso(nextAttemptAtMs) : null,
    attempts: attempts.map(({ atMs, tookMs, status, error, response }) => ({
      at: iso(atMs),
      tookMs,
      status: status ?? null,
      error: error ?? null,
      response: response ?? '',
    })),
    body: JSON.parse(body) as DeliveryJson['body'],
  };
}
