import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Problem } from '#http';
import { presentLabel, type Project } from '#labels';
import { compareRanks, explainExample, reviewRankOf, type Service, type WaitingReview } from '#pipeline';
import { reviewLanes } from '#watch';
import { decodeCursor, encodeCursor } from '../api/cursor.js';
import type { ListQuery } from '../api/query.js';
import { ExamplesService } from '../examples/examples.service.js';
import { IngestService } from '../ingest/ingest.service.js';
import { ProjectLookup } from '../service/project-lookup.js';
import { SERVICE } from '../service/tokens.js';
import { itemJson, outcomeJson, statsJson } from './present-review.js';
import { ReviewBoards } from './review-boards.js';
import { ClaimLostError, DecidedOtherwiseError, ReviewClaims, sameDecision, type Decision } from './review-claims.js';
import { ReviewDecisions, type PastDecision } from './review-decisions.js';
import { claimInput, decideInput, laneInput, tokenInput, undoInput, type TokenInput } from './review-input.js';
import type { ReviewClaimJson, ReviewListJson, ReviewOutcomeJson, ReviewStatsJson } from './review.schemas.js';

const rank = z.object({ lane: z.enum(reviewLanes), key: z.number(), exampleId: z.string() });

/** Reviews by people: what they decide goes into the events log by the same door as everything else. */
@Injectable()
export class ReviewsService {
  constructor(
    @Inject(SERVICE) private readonly service: Service,
    @Inject(ProjectLookup) private readonly projects: ProjectLookup,
    @Inject(ReviewBoards) private readonly boards: ReviewBoards,
    @Inject(ExamplesService) private readonly examples: ExamplesService,
    @Inject(IngestService) private readonly ingest: IngestService,
  ) {}

  async list(projectId: string, query: ListQuery): Promise<ReviewListJson> {
    await this.projects.require(projectId);
    const after = query.cursor === undefined ? undefined : decodeCursor('reviews', query.cursor, rank);
    const waiting = await this.waiting(projectId, laneInput(query.text('lane')));
    const from = after ? waiting.filter((item) => compareRanks(reviewRankOf(item), after) > 0) : waiting;
    const page = from.slice(0, query.limit);
    const states = await this.claims(projectId).states(page);
    return {
      items: page.map((item, n) => ({ ...itemJson(item), state: states[n]! })),
      nextCursor: from.length > page.length ? encodeCursor('reviews', reviewRankOf(page.at(-1)!)) : null,
    };
  }

  async stats(projectId: string): Promise<ReviewStatsJson> {
    await this.projects.require(projectId);
    return statsJson(await this.boards.of(projectId));
  }

  async claim(projectId: string, body: unknown): Promise<ReviewClaimJson> {
    await this.projects.require(projectId);
    const { reviewer, lane, leaseMs } = claimInput(body);
    const claims = this.claims(projectId);
    await claims.clear(await this.waiting(projectId));
    const wanted = await this.waiting(projectId, lane);
    for (;;) {
      const claim = await claims.take(wanted, reviewer, leaseMs);
      if (!claim) return { item: null };
      const { token, exampleId, untilMs } = claim;
      const example = await this.examples.explain(projectId, exampleId);
      if (example.gold === null && example.labels.length > 0) {
        const item = wanted.find((w) => w.exampleId === exampleId)!;
        return { item: { token, ...itemJson(item), until: new Date(untilMs).toISOString(), example } };
      }
      // JUDGE knows what WATCH has still to hear: it is no question any more.
      await claims.done(token);
    }
  }

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

  async release(projectId: string, body: unknown): Promise<ReviewOutcomeJson> {
    await this.projects.require(projectId);
    const { token, reviewer } = tokenInput(body);
    const { exampleId, lane } = await inWords(() => this.claims(projectId).release(token, reviewer));
    return { exampleId, lane, outcome: 'released', label: null };
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
    return claim ? { token: claim.token, until: new Date(claim.untilMs).toISOString() } : null;
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

  private async waiting(project: string, lane?: WaitingReview['lane']): Promise<WaitingReview[]> {
    const { waiting } = await this.boards.of(project);
    return lane === undefined ? waiting : waiting.filter((item) => item.lane === lane);
  }

  private claims(project: string): ReviewClaims {
    return new ReviewClaims(this.service.ledger, project, Date.now);
  }

  private decisions(project: string, reviewer: string): ReviewDecisions {
    return new ReviewDecisions(this.service.ledger, project, reviewer, Date.now);
  }
}

async function inWords<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof DecidedOtherwiseError) throw decidedOtherwise();
    if (!(error instanceof ClaimLostError)) throw error;
    const says = 'token: names no item that this reviewer has; the lease may be over: claim again';
    throw new Problem('claim-lost', says, { field: 'token' });
  }
}

function decidedOtherwise(): Problem {
  const says = 'token: something else was said of this item already; undo it first';
  return new Problem('review-conflict', says, { field: 'token' });
}
