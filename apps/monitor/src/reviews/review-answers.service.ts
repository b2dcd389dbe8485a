import { Inject, Injectable } from '@nestjs/common';
import { Problem } from '#http';
import { presentLabel, type Project } from '#labels';
import { explainExample, type Service } from '#pipeline';
import { IngestService } from '../ingest/ingest.service.js';
import { ProjectLookup } from '../service/project-lookup.js';
import { SERVICE } from '../service/tokens.js';
import { decidedOtherwise, inWords } from './claim-problems.js';
import { claimJson, outcomeJson } from './present-review.js';
import { ReviewClaims, sameDecision, type Decision } from './review-claims.js';
import { ReviewDecisions, type PastDecision } from './review-decisions.js';
import { decideInput, tokenInput, undoInput, type TokenInput } from './review-input.js';
import type { ReviewOutcomeJson } from './review.schemas.js';

/** What people decide goes into the events log by the same door as everything else. */
@Injectable()
export class ReviewAnswersService {
  constructor(
    @Inject(SERVICE) private readonly service: Service,
    @Inject(ProjectLookup) private readonly projects: ProjectLookup,
    @Inject(IngestService) private readonly ingest: IngestService,
  ) {}

  async decide(projectId: string, body: unknown): Promise<ReviewOutcomeJson> {
    const project = await this.projects.require(projectId);
    const { label, ...claimed } = decideInput(body, project);
    return this.say(project, claimed, { outcome: 'decided', label });
  }

  async unsure(projectId: string, body: unknown): Promise<ReviewOutcomeJson> {
    const project = await this.projects.require(projectId);
    return this.say(project, tokenInput(body), { outcome: 'unsure' });
  }

  async undo(projectId: string, body: unknown): Promise<ReviewOutcomeJson> {
    const project = await this.projects.require(projectId);
    const { reviewer, leaseMs } = undoInput(body);
    const decisions = this.decisions(projectId, reviewer);
    const latest = await decisions.latest();
    if (!latest) throw new Problem('not-found', 'reviewer: has decided nothing within 24 hours that is not taken back');
    await this.checkStands(project, latest, reviewer);
    const { exampleId, token } = latest;
    await this.ingest.takeJson(projectId, { exampleId, outcome: 'undone', reviewer }, { kind: 'review' });
    const claim = await this.giveBack(projectId, latest, reviewer, leaseMs);
    await decisions.remove(token);
    return { ...outcomeJson(latest, 'undone', project), ...(claim !== undefined && { claim }) };
  }

  /** The event is durable before the claim is done: a repeat after a failure says the same again, which has no effect. */
  private async say(project: Project, { token, reviewer }: TokenInput, said: Decision): Promise<ReviewOutcomeJson> {
    const decisions = this.decisions(project.id, reviewer);
    const before = await decisions.of(token);
    if (before && sameDecision(before.said, said)) return outcomeJson(before, said.outcome, project);
    if (before) throw decidedOtherwise();
    const claims = this.claims(project.id);
    const { exampleId, lane } = await inWords(() => claims.say(token, reviewer, said));
    if (said.outcome === 'decided') {
      const gold = { exampleId, label: said.label, origin: lane, reviewer };
      await this.ingest.takeJson(project.id, gold, { kind: 'gold' });
    } else {
      await this.ingest.takeJson(project.id, { exampleId, outcome: 'unsure', reviewer }, { kind: 'review' });
    }
    const decision: PastDecision = { token, exampleId, lane, said, atMs: Date.now() };
    await decisions.add(decision);
    await claims.done(token);
    return outcomeJson(decision, said.outcome, project);
  }

  /** To its lane, or to whoever took the decision back. */
  private async giveBack(
    projectId: string,
    { token, ...item }: PastDecision,
    reviewer: string,
    leaseMs?: number,
  ): Promise<ReviewOutcomeJson['claim']> {
    const claims = this.claims(projectId);
    if (leaseMs === undefined) {
      await claims.forget(token);
      return undefined;
    }
    const claim = await claims.takeBack(token, item, { reviewer, untilMs: Date.now() + leaseMs });
    return claim ? claimJson(claim) : null;
  }

  /** @throws Problem when somebody else has said what is true since: that is not this reviewer's to take back */
  private async checkStands(project: Project, { exampleId, said }: PastDecision, reviewer: string): Promise<void> {
    const { ledger, log, pipeline } = this.service;
    const inUse = await this.projects.requireInUse(project.id);
    const known = await explainExample({ ledger, log, noise: pipeline.noise }, inUse, exampleId);
    if (!known?.gold) return;
    const { gold } = known;
    if (said.outcome === 'decided' && gold.reviewer === reviewer && gold.label === said.label) return;
    const says = `the true label of ${JSON.stringify(exampleId)} has been given again since: ${JSON.stringify(presentLabel(project, gold.label))}`;
    throw new Problem('review-conflict', says, { field: 'reviewer' });
  }

  private claims(project: string): ReviewClaims {
    return new ReviewClaims(this.service.ledger, project, Date.now);
  }

  private decisions(project: string, reviewer: string): ReviewDecisions {
    return new ReviewDecisions(this.service.ledger, project, reviewer, Date.now);
  }
}
