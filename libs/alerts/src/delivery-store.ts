import type { Delivery } from './delivery.js';
import { fromBytes, toBytes, type Documents } from './documents.js';

/** Which delivery: there is one for each (endpoint, event). */
export interface DeliveryKey {
  project: string;
  endpointId: string;
  id: string;
}

/** A delivery that waits for an attempt, and the lane that makes it. */
export interface DueKey extends DeliveryKey {
  lane: number;
}

const REMOVED_TOGETHER = 100;

/**
 * Deliveries, as documents. Beside each that waits stands a `due/<lane>/...` mark, by which a restarting owner finds its
 * own; it is written after the delivery and taken away after its end, so that none is lost between.
 */
export class DeliveryStore {
  constructor(private readonly documents: Documents) {}

  /** Idempotent: a repeat leaves the delivery as it is. @returns whether it was made now */
  async create(delivery: Delivery): Promise<boolean> {
    const made = await this.documents.replaceDocument(nameOf(delivery), undefined, toBytes(delivery));
    const known = made ? delivery : await this.get(delivery);
    if (known?.state === 'pending') await this.mark(known);
    return made;
  }

  async get(key: DeliveryKey): Promise<Delivery | undefined> {
    const bytes = await this.documents.getDocument(nameOf(key));
    return bytes && fromBytes<Delivery>(bytes);
  }

  /** @returns whether it was still as `from` */
  async replace(from: Delivery, to: Delivery): Promise<boolean> {
    const replaced = await this.documents.replaceDocument(nameOf(to), toBytes(from), toBytes(to));
    if (!replaced) return false;
    if (to.state === 'pending') await this.mark(to);
    else await this.unmark(to);
    return true;
  }

  /** All that wait, of all lanes. */
  async due(): Promise<DueKey[]> {
    const names = await this.documents.documentNames('due/');
    return names.map((name) => {
      const [, lane, project, endpointId, id] = name.split('/') as [string, string, string, string, string];
      return { lane: Number(lane), project, endpointId, id };
    });
  }

  /** After the end of a delivery. One that was sent again in that moment keeps its mark. */
  async unmark(key: DueKey): Promise<void> {
    await this.documents.deleteDocument(markOf(key));
    const now = await this.get(key);
    if (now?.state === 'pending') await this.mark(now);
  }

  /** Ids of an endpoint's deliveries, the newest event first. */
  async ids(project: string, endpointId: string): Promise<string[]> {
    const prefix = `delivery/${project}/${endpointId}/`;
    return (await this.documents.documentNames(prefix)).map((name) => name.slice(prefix.length)).reverse();
  }

  async remove(key: DeliveryKey): Promise<void> {
    const delivery = await this.get(key);
    await this.documents.deleteDocument(nameOf(key));
    if (delivery) await this.unmark(delivery);
  }

  /** Some at a time: writes that are asked for together share a flush of the disk. */
  async removeMany(project: string, endpointId: string, ids: string[]): Promise<void> {
    for (let n = 0; n < ids.length; n += REMOVED_TOGETHER) {
      const some = ids.slice(n, n + REMOVED_TOGETHER);
      await Promise.all(some.map((id) => this.remove({ project, endpointId, id })));
    }
  }

  private async mark(delivery: Delivery): Promise<void> {
    await this.documents.putDocument(markOf(delivery), new Uint8Array());
  }
}

// Neither a project's id nor one of ours has a slash.
function nameOf({ project, endpointId, id }: DeliveryKey): string {
  return `delivery/${project}/${endpointId}/${id}`;
}

function markOf({ lane, project, endpointId, id }: DueKey): string {
  return `due/${lane}/${project}/${endpointId}/${id}`;
}
