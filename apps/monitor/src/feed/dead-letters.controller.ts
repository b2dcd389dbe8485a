import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import './feed.schemas.js';
import { Answer, PageQuery, Problems } from '../api/answers.js';
import { ListQuery } from '../api/query.js';
import { FeedService } from './feed.service.js';
import { showDeadLetter } from './show-records.js';

@ApiTags('operations')
@Controller('v1/dead-letters')
export class DeadLettersController {
  constructor(@Inject(FeedService) private readonly feed: FeedService) {}

  @Get()
  @ApiOperation({ operationId: 'listDeadLetters', summary: 'Recent records that could not be taken, newest first' })
  @PageQuery()
  @Answer(200, 'DeadLetterList', 'One page.')
  @Problems(400)
  list(@Query() query: Record<string, unknown>) {
    return this.feed.list('dead-letters', new ListQuery(query), async (entry) => showDeadLetter(entry));
  }
}
