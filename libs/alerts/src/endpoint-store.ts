import { InvalidInput } from '#labels';
import { changeDocument, fromBytes, type Documents } from './documents.js';
import type { Endpoint } from './endpoint.js';

/** Deliveries grow with it: every event goes to each. */
export const MAX_ENDPOINTS = 20;
const prefix = 'webhooks/';

interface ProjectEndpoints {
  endpoints: Endpoint[];
  /** Versions of the model up to this one are told. */
  toldVersion: number;
}

const none: ProjectEndpoints = { endpoints: [], toldVersion: 0 };

/** The endpoints of each project: one document, changed by compare-and-set. Secrets lie in it as they are: they must sign. */
export class EndpointStore {
  constructor(private readonly documents: Documents) {}

  /** In the order in which they were made. */
  async list(project: string): Promise<Endpoint[]> {
    return (await this.read(project)).endpoints;
  }

  async get(project: string, id: string): Promise<Endpoint | undefined> {
    return (await this.list(project)).find((endpoint) => endpoint.id === id);
  }

  /** Projects that have, or had, an endpoint. */
  async projects(): Promise<string[]> {
    return (await this.documents.documentNames(prefix)).map((name) => name.slice(prefix.length));
  }

  /**
   * @param newestVersion of the project's model: what came before its first endpoint is not told
   * @throws InvalidInput when the project has as many as it may
   */
  async add(endpoint: Endpoint, newestVersion: number): Promise<void> {
    await this.change(endpoint.project, ({ endpoints, toldVersion }) => {
      if (endpoints.length >= MAX_ENDPOINTS) {
        throw new InvalidInput('project', endpoint.project, `has ${MAX_ENDPOINTS} webhooks, which is the most`);
      }
      const told = endpoints.length === 0 ? Math.max(newestVersion, toldVersion) : toldVersion;
      return { endpoints: [...endpoints, endpoint], toldVersion: told };
    });
  }

  /** @returns it as it was and is now; undefined: there is none */
  async update(
    project: string,
    id: string,
    change: (endpoint: Endpoint) => Endpoint,
  ): Promise<{ before: Endpoint; after: Endpoint } | undefined> {
    let found: { before: Endpoint; after: Endpoint } | undefined;
    await this.change(project, (all) => {
      const before = all.endpoints.find((endpoint) => endpoint.id === id);
      if (!before) return all;
      const after = change(before);
      found = { before, after };
      if (after === before) return all;
      return { ...all, endpoints: all.endpoints.map((endpoint) => (endpoint === before ? after : endpoint)) };
    });
    return found;
  }

  /** @returns whether there was one */
  async remove(project: string, id: string): Promise<boolean> {
    let removed = false;
    await this.change(project, (all) => {
      const endpoints = all.endpoints.filter((endpoint) => endpoint.id !== id);
      removed = endpoints.length < all.endpoints.length;
      return removed ? { ...all, endpoints } : all;
    });
    return removed;
  }

  async toldVersion(project: string): Promise<number> {
    return (await this.read(project)).toldVersion;
  }

  async told(project: string, version: number): Promise<void> {
    await this.change(project, (all) => (all.toldVersion >= version ? all : { ...all, toldVersion: version }));
  }

  private async read(project: string): Promise<ProjectEndpoints> {
    const bytes = await this.documents.getDocument(prefix + project);
    return bytes ? fromBytes(bytes) : none;
  }

  private async change(project: string, apply: (all: ProjectEndpoints) => ProjectEndpoints): Promise<void> {
    await changeDocument(this.documents, prefix + project, none, apply);
  }
}
