import type { Ledger } from '#ledger';
import { appendClasses, changeSettings, defaultProjectSettings, InvalidInput, type Project } from '#labels';

const prefix = 'project/';

export class ProjectExistsError extends Error {
  override readonly name = 'ProjectExistsError';
  constructor(readonly project: string) {
    super(`project: "${project}" exists already`);
  }
}

/**
 * Projects, as documents of the ledger. Reads come from memory and are as old as the last `refresh`; a project that is
 * not in memory is looked up at once.
 */
export class ProjectStore {
  private cached = new Map<string, Project>();

  constructor(private readonly ledger: Ledger) {}

  /** @throws ProjectExistsError */
  async create(project: Project): Promise<Project> {
    const written = await this.ledger.replaceDocument(prefix + project.id, undefined, toBytes(project));
    if (!written) throw new ProjectExistsError(project.id);
    this.cached.set(project.id, project);
    return project;
  }

  async get(id: string): Promise<Project | undefined> {
    return this.cached.get(id) ?? this.read(id);
  }

  /** @throws InvalidInput naming the project */
  async require(id: string): Promise<Project> {
    const project = await this.get(id);
    if (!project) throw new InvalidInput('project', id, 'is not a project; create it first');
    return project;
  }

  async list(): Promise<Project[]> {
    const names = await this.ledger.documentNames(prefix);
    const projects = await Promise.all(names.map((name) => this.get(name.slice(prefix.length))));
    return projects.filter((p) => p !== undefined);
  }

  /** Classes are append-only. */
  async appendClasses(id: string, names: unknown): Promise<Project> {
    return this.change(id, (project) => appendClasses(project, names));
  }

  /** Those that `settings` names. @throws InvalidInput; SettingFixedError */
  async changeSettings(id: string, settings: unknown, labelsTaken: boolean): Promise<Project> {
    return this.change(id, (project) => changeSettings(project, settings, labelsTaken));
  }

  /** The shape of the first features that a project without one meets; fixed from then on. */
  async setFeatureShape(id: string, featureShape: number[]): Promise<Project> {
    return this.change(id, (project) => (project.featureShape ? project : { ...project, featureShape }));
  }

  /** Forgets what is in memory, so that changes by other processes are seen. */
  refresh(): void {
    this.cached = new Map();
  }

  private async change(id: string, apply: (project: Project) => Project): Promise<Project> {
    for (;;) {
      const bytes = await this.ledger.getDocument(prefix + id);
      if (!bytes) throw new InvalidInput('project', id, 'is not a project; create it first');
      const changed = apply(fromBytes(bytes));
      if (!(await this.ledger.replaceDocument(prefix + id, bytes, toBytes(changed)))) continue;
      this.cached.set(id, changed);
      return changed;
    }
  }

  private async read(id: string): Promise<Project | undefined> {
    const bytes = await this.ledger.getDocument(prefix + id);
    if (!bytes) return undefined;
    const project = fromBytes(bytes);
    this.cached.set(id, project);
    return project;
  }
}

function toBytes(project: Project): Uint8Array {
  return Buffer.from(JSON.stringify(project));
}

/** What an older version stored lacks the settings that came since: they are at their defaults. */
function fromBytes(bytes: Uint8Array): Project {
  const stored = JSON.parse(Buffer.from(bytes).toString('utf8')) as Project;
  return { ...stored, settings: { ...defaultProjectSettings, ...stored.settings } };
}
