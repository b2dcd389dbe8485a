import { Module } from '@nestjs/common';
import { ExamplesModule } from '../examples/examples.module.js';
import { IngestModule } from '../ingest/ingest.module.js';
import { ReviewAnswersService } from './review-answers.service.js';
import { ReviewBoards } from './review-boards.js';
import { ReviewsController } from './reviews.controller.js';
import { ReviewsService } from './reviews.service.js';

@Module({
  imports: [ExamplesModule, IngestModule],
  controllers: [ReviewsController],
  providers: [ReviewsService, ReviewAnswersService, ReviewBoards],
})
export class ReviewsModule {}
