import { Inject, Injectable } from '@nestjs/common';
import {
  checkFieldNames,
  checkObject,
  checkText,
  encodeSourceAction,
  isAbsent,
  sourceActionHeader,
  type SourceAction,
} from '#labels';
import { RankedSources, type Service } from '#pipeline';
import { ProjectLookup } from '../service/project-lookup.js';
import { SERVICE } from '../service/tokens.js';
import { noSuchSource } from '../sources/no-such-source.js';
import type { SourceDecisionJson } from './alarm.schemas.js';

/** What people decide about sources goes to WATCH by the log that JUDGE writes to: carried out in order, once, and kept through a crash. */
@Injectable()
export class SourceDecisions {
  constructor(
    @Inject(SERVICE) private readonly service: Service,
    @Inject(RankedSources) private readonly sources: RankedSources,
    @Inject(ProjectLookup) private readonly projects: ProjectLookup,
  ) {}

  async decide(
    about: Pick<SourceAction, 'project' | 'sourceId' | 'action'>,
    body: unknown,
  ): Promise<SourceDecisionJson> {
    await this.projects.require(about.project);
    const input = checkObject('body', body);
    checkFieldNames(input, ['by', 'note'], 'a decision about a source');
    const by = checkText('by', input['by']);
    const note = isAbsent(input['note']) ? {} : { note: checkText('note', input['note']) };
    if (!(await this.sources.state(about.project, about.sourceId))) throw noSuchSource(about);
    const value = encodeSourceAction({ ...about, by, ...note, atMs: Date.now() });
    await this.service.log.append([{ topic: 'changes', key: about.project, headers: sourceActionHeader, value }]);
    return { sourceId: about.sourceId, action: about.action, by };
  }
}
