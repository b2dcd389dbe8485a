import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import './review.schemas.js';
import { reviewLanes } from '#watch';
import { Answer, JsonBody, PageQuery, Problems, ProjectParam } from '../api/answers.js';
import { ListQuery } from '../api/query.js';
import { ExampleFilters } from '../examples/example-filter.docs.js';
import { ReviewAnswersService } from './review-answers.service.js';
import { reviewFilters } from './review-filter.js';
import { ReviewsService } from './reviews.service.js';

const filterSays =
  'A filter (sourceId, suspect, label, suggestedLabel) takes from the targeted lane alone; sourceId, suspect and label one and the ' +
  'same current label must have.';

@ApiTags('reviews')
@Controller('v1/projects/:project/reviews')
export class ReviewsController {
  constructor(
    @Inject(ReviewsService) private readonly reviews: ReviewsService,
    @Inject(ReviewAnswersService) private readonly answers: ReviewAnswersService,
  ) {}

  @Get()
  @ApiOperation({ operationId: 'listReviews', summary: 'What waits for a person', description: filterSays })
  @ProjectParam()
  @ApiQuery({ name: 'lane', required: false, schema: { type: 'string', enum: [...reviewLanes] } })
  @ExampleFilters(reviewFilters)
  @PageQuery()
  @Answer(200, 'ReviewList', 'One page; at most a second old.')
  @Problems(400, 404)
  list(@Param('project') project: string, @Query() query: Record<string, unknown>) {
    return this.reviews.list(project, new ListQuery(query, ['lane', ...reviewFilters]));
  }

  @Get('stats')
  @ApiOperation({ operationId: 'getReviewStats', summary: 'How the reviews went' })
  @ProjectParam()
  @Answer(200, 'ReviewStats', 'Counts of both lanes; at most a second old.')
  @Problems(404)
  stats(@Param('project') project: string) {
    return this.reviews.stats(project);
  }

  @Post('claim')
  @HttpCode(200)
  @ApiOperation({
    operationId: 'claimReview',
    summary: 'Take one item: nobody else gets it until the lease is over',
    description: filterSays,
  })
  @ProjectParam()
  @JsonBody('NewReviewClaim')
  @Answer(200, 'ReviewClaim', 'The item, or null.')
  @Problems(400, 404, 413, 415)
  claim(@Param('project') project: string, @Body() body: unknown) {
    return this.reviews.claim(project, body);
  }

  @Post('decide')
  @HttpCode(202)
  @ApiOperation({ operationId: 'decideReview', summary: 'Say what the true label of a claimed item is' })
  @ProjectParam()
  @JsonBody('NewReviewDecision')
  @Answer(202, 'ReviewOutcome', 'It is durable, and becomes gold of the lane’s origin.')
  @Problems(400, 404, 409, 413, 415, 503)
  decide(@Param('project') project: string, @Body() body: unknown) {
    return this.answers.decide(project, body);
  }

  @Post('unsure')
  @HttpCode(202)
  @ApiOperation({ operationId: 'unsureReview', summary: 'Say that the true label of a claimed item cannot be told' })
  @ProjectParam()
  @JsonBody('ReviewToken')
  @Answer(202, 'ReviewOutcome', 'It is durable. The item is set aside while it looks the same.')
  @Problems(400, 404, 409, 413, 415, 503)
  unsure(@Param('project') project: string, @Body() body: unknown) {
    return this.answers.unsure(project, body);
  }

  @Post('undo')
  @HttpCode(202)
  @ApiOperation({
    operationId: 'undoReview',
    summary: 'Take back the latest decision of a reviewer',
    description: 'Of the last 24 hours. What has entered a test stays there.',
  })
  @ProjectParam()
  @JsonBody('ReviewUndo')
  @Answer(202, 'ReviewOutcome', 'It is durable. The item may be given again.')
  @Problems(400, 404, 409, 413, 415, 503)
  undo(@Param('project') project: string, @Body() body: unknown) {
    return this.answers.undo(project, body);
  }

  @Post('renew')
  @HttpCode(200)
  @ApiOperation({
    operationId: 'renewReview',
    summary: 'Keep a claimed item for longer',
    description: 'While the lease lasts, and nothing was said of the item. A lease is never made shorter.',
  })
  @ProjectParam()
  @JsonBody('ReviewRenewal')
  @Answer(200, 'ReviewOutcome', 'It is the reviewer’s until `claim.until`.')
  @Problems(400, 404, 409, 413, 415)
  renew(@Param('project') project: string, @Body() body: unknown) {
    return this.reviews.renew(project, body);
  }

  @Post('release')
  @HttpCode(200)
  @ApiOperation({ operationId: 'releaseReview', summary: 'Give a claimed item back' })
  @ProjectParam()
  @JsonBody('ReviewToken')
  @Answer(200, 'ReviewOutcome', 'Somebody else may have it.')
  @Problems(400, 404, 409, 413, 415)
  release(@Param('project') project: string, @Body() body: unknown) {
    return this.reviews.release(project, body);
  }
}
