import { Inject, Injectable } from '@nestjs/common';
import { readReviews, type ReviewBoard, type Service } from '#pipeline';
import { SERVICE } from '../service/tokens.js';

/** How old a board may be: all that waits in a project is read for it. */
const MAX_AGE_MS = 1_000;

/** What waits for a person, by project, as WATCH last committed it; at most a second old. */
@Injectable()
export class ReviewBoards {
  private readonly boards = new Map<string, { readAtMs: number; board: Promise<ReviewBoard> }>();

  constructor(@Inject(SERVICE) private readonly service: Service) {}

  of(project: string): Promise<ReviewBoard> {
    const known = this.boards.get(project);
    if (known && performance.now() - known.readAtMs < MAX_AGE_MS) return known.board;
    const board = readReviews(this.service, project);
    this.boards.set(project, { readAtMs: performance.now(), board });
    board.catch(() => this.boards.delete(project));
    return board;
  }
}
