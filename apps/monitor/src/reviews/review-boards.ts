import { Inject, Injectable } from '@nestjs/common';
import type { Project } from '#labels';
import {
  exampleFits,
  isEmptyFilter,
  readExamplesById,
  readReviews,
  type JudgedExample,
  type ReviewBoard,
  type Service,
  type WaitingReview,
} from '#pipeline';
import { SERVICE } from '../service/tokens.js';
import type { WantedReviews } from './review-filter.js';

/** How old a board may be: all that waits in a project is read for it. */
const MAX_AGE_MS = 1_000;

interface KnownBoard {
  readAtMs: number;
  board: Promise<ReviewBoard>;
  /** What waits in the targeted lane, which is short; read once a filter is asked for. */
  targeted?: Promise<Map<string, JudgedExample>>;
}

/** What waits for a person, by project, as WATCH last committed it; at most a second old. */
@Injectable()
export class ReviewBoards {
  private readonly boards = new Map<string, KnownBoard>();

  constructor(@Inject(SERVICE) private readonly service: Service) {}

  of(project: string): Promise<ReviewBoard> {
    return this.known(project).board;
  }

  /** In the order of the board. */
  async waiting(project: Project, { lane, filter }: WantedReviews): Promise<WaitingReview[]> {
    const known = this.known(project.id);
    const { waiting } = await known.board;
    const inLane = lane === undefined ? waiting : waiting.filter((item) => item.lane === lane);
    if (isEmptyFilter(filter)) return inLane;
    known.targeted ??= this.readTargeted(project, waiting);
    const examples = await known.targeted;
    return inLane.filter(({ exampleId }) => {
      const example = examples.get(exampleId);
      return example !== undefined && exampleFits(example, filter);
    });
  }

  private known(project: string): KnownBoard {
    const known = this.boards.get(project);
    if (known && performance.now() - known.readAtMs < MAX_AGE_MS) return known;
    const board = readReviews(this.service, project);
    const read: KnownBoard = { readAtMs: performance.now(), board };
    this.boards.set(project, read);
    board.catch(() => this.boards.delete(project));
    return read;
  }

  private readTargeted(project: Project, waiting: WaitingReview[]): Promise<Map<string, JudgedExample>> {
    const ids = waiting.filter(({ lane }) => lane === 'targeted').map(({ exampleId }) => exampleId);
    const read = readExamplesById(this.service, project, ids);
    read.catch(() => this.boards.delete(project.id));
    return read;
  }
}
