import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { Project } from '#labels';
import { compareRanks, RankedSources, reviewRankOf, type Service, type WaitingReview } from '#pipeline';
import { reviewLanes } from '#watch';
import { decodeCursor, encodeCursor } from '../api/cursor.js';
import type { ListQuery } from '../api/query.js';
import { ExamplesService } from '../examples/examples.service.js';
import { ProjectLookup } from '../service/project-lookup.js';
import { SERVICE } from '../service/tokens.js';
import { noSuchSource } from '../sources/no-such-source.js';
import { inWords } from './claim-problems.js';
import { claimJson, itemJson, statsJson } from './present-review.js';
import { ReviewBoards } from './review-boards.js';
import { ReviewClaims } from './review-claims.js';
import type { WantedReviews } from './review-filter.js';
import { claimInput, listInput, renewInput, tokenInput } from './review-input.js';
import type { ReviewClaimJson, ReviewListJson, ReviewOutcomeJson, ReviewStatsJson } from './review.schemas.js';

const rank = z.object({ lane: z.enum(reviewLanes), key: z.number(), exampleId: z.string() });

/** What waits for a person, and who has which of it. */
@Injectable()
export class ReviewsService {
  constructor(
    @Inject(SERVICE) private readonly service: Service,
    @Inject(ProjectLookup) private readonly projects: ProjectLookup,
    @Inject(RankedSources) private readonly sources: RankedSources,
    @Inject(ReviewBoards) private readonly boards: ReviewBoards,
    @Inject(ExamplesService) private readonly examples: ExamplesService,
  ) {}

  async list(projectId: string, query: ListQuery): Promise<ReviewListJson> {
    const project = await this.projects.require(projectId);
    const after = query.cursor === undefined ? undefined : decodeCursor('reviews', query.cursor, rank);
    const waiting = await this.waiting(project, listInput(query, project));
    const from = after ? waiting.filter((item) => compareRanks(reviewRankOf(item), after) > 0) : waiting;
    const page = from.slice(0, query.limit);
    const states = await this.claims(projectId).states(page);
    return {
      items: page.map((item, n) => ({ ...itemJson(item), state: states[n]! })),
      nextCursor: from.length > page.length ? encodeCursor('reviews', reviewRankOf(page.at(-1)!)) : null,
      matching: waiting.length,
    };
  }

  async stats(projectId: string): Promise<ReviewStatsJson> {
    await this.projects.require(projectId);
    return statsJson(await this.boards.of(projectId));
  }

  async claim(projectId: string, body: unknown): Promise<ReviewClaimJson> {
    const project = await this.projects.require(projectId);
    const { reviewer, wanted, leaseMs } = claimInput(body, project);
    const waiting = await this.waiting(project, wanted);
    const claims = this.claims(projectId);
    await claims.clear((await this.boards.of(projectId)).waiting);
    for (;;) {
      const claim = await claims.take(waiting, reviewer, leaseMs);
      if (!claim) return { item: null };
      const { token, exampleId, untilMs } = claim;
      const example = await this.examples.explain(projectId, exampleId);
      if (example.gold === null && example.labels.length > 0) {
        const item = waiting.find((w) => w.exampleId === exampleId)!;
        return { item: { token, ...itemJson(item), until: new Date(untilMs).toISOString(), example } };
      }
      // JUDGE knows what WATCH has still to hear: it is no question any more.
      await claims.done(token);
    }
  }

  async renew(projectId: string, body: unknown): Promise<ReviewOutcomeJson> {
    await this.projects.require(projectId);
    const { token, reviewer, leaseMs } = renewInput(body);
    const claim = await inWords(() => this.claims(projectId).renew(token, reviewer, leaseMs));
    const { exampleId, lane } = claim;
    return { exampleId, lane, outcome: 'renewed', label: null, claim: claimJson(claim) };
  }

  async release(projectId: string, body: unknown): Promise<ReviewOutcomeJson> {
    await this.projects.require(projectId);
    const { token, reviewer } = tokenInput(body);
    const { exampleId, lane } = await inWords(() => this.claims(projectId).release(token, reviewer));
    return { exampleId, lane, outcome: 'released', label: null };
  }

  /** @throws Problem 404 for a source that the project does not know */
  private async waiting(project: Project, wanted: WantedReviews): Promise<WaitingReview[]> {
    const { sourceId } = wanted.filter;
    if (sourceId !== undefined && !(await this.sources.state(project.id, sourceId))) {
      throw noSuchSource({ project: project.id, sourceId });
    }
    return this.boards.waiting(project, wanted);
  }

  private claims(project: string): ReviewClaims {
    return new ReviewClaims(this.service.ledger, project, Date.now);
  }
}
