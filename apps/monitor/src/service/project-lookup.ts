import { Inject, Injectable } from '@nestjs/common';
import { Problem } from '#http';
import type { Project } from '#labels';
import type { ProjectInUse, Service } from '#pipeline';
import { SERVICE } from './tokens.js';

/** Projects by the id in a path. */
@Injectable()
export class ProjectLookup {
  constructor(@Inject(SERVICE) private readonly service: Service) {}

  /** @throws Problem 404 */
  async require(id: string): Promise<Project> {
    const project = await this.service.pipeline.projects.get(id);
    if (project) return project;
    throw notFound(id);
  }

  /** With the model version that serves it. @throws Problem 404 */
  async requireInUse(id: string): Promise<ProjectInUse> {
    const inUse = await this.service.pipeline.inUse.get(id);
    if (inUse) return inUse;
    throw notFound(id);
  }
}

function notFound(id: string): Problem {
  return new Problem('not-found', `project: "${id}" is not a project; create it first`, {
    field: 'project',
    value: JSON.stringify(id),
  });
}
