import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { slotNames } from './alarm.schemas.js';
import { Answer, JsonBody, Problems, ProjectParam } from '../api/answers.js';
import { AlarmsService } from './alarms.service.js';
import { SourceDecisions } from './source-decisions.js';

@ApiTags('alarms')
@Controller('v1/projects/:project')
export class AlarmsController {
  constructor(
    @Inject(AlarmsService) private readonly alarms: AlarmsService,
    @Inject(SourceDecisions) private readonly decisions: SourceDecisions,
  ) {}

  @Get('act-now')
  @ApiOperation({ operationId: 'listSourcesToActOn', summary: 'Sources to act on now, at a false-discovery rate' })
  @ProjectParam()
  @Answer(200, 'ActNow', 'All of them; at most two seconds old.')
  @Problems(404)
  actNow(@Param('project') project: string) {
    return this.alarms.actNow(project);
  }

  @Get('calibration')
  @ApiOperation({ operationId: 'getCalibration', summary: 'Whether the beliefs hold on gold' })
  @ProjectParam()
  @Answer(200, 'Calibration', 'The test of calibration as it stands.')
  @Problems(404)
  calibration(@Param('project') project: string) {
    return this.alarms.calibration(project);
  }

  @Post('sources/:sourceId/alarms/:slot/:action')
  @HttpCode(202)
  @ApiOperation({
    operationId: 'actOnAlarm',
    summary: 'Take an alarm on, or close it by hand',
    description:
      'acknowledge: it stays open, and everybody sees who has it. resolve: it is closed, and its tests begin anew. ' +
      'Saying it twice changes nothing.',
  })
  @ProjectParam()
  @ApiParam({ name: 'sourceId', description: 'Percent-encoded.', schema: { type: 'string' } })
  @ApiParam({ name: 'slot', schema: { type: 'string', enum: [...slotNames] } })
  @ApiParam({ name: 'action', schema: { type: 'string', enum: ['acknowledge', 'resolve'] } })
  @JsonBody('AlarmActionRequest')
  @Answer(202, 'AlarmActionAccepted', 'It is written down.')
  @Problems(400, 404, 409, 413, 415)
  act(
    @Param('project') project: string,
    @Param('sourceId') sourceId: string,
    @Param('slot') slot: string,
    @Param('action') action: string,
    @Body() body: unknown,
  ) {
    return this.alarms.act({ project, sourceId, slot, action }, body);
  }

  @Post('sources/:sourceId/pause')
  @HttpCode(202)
  @ApiOperation({
    operationId: 'pauseSource',
    summary: 'Decide that a source labels no more for now',
    description:
      'It is kept with the source and told to webhooks (`source.paused`): to stop giving it examples is for the platform. Labels that ' +
      'come all the same are judged and tested as before. Saying it twice changes nothing.',
  })
  @ProjectParam()
  @ApiParam({ name: 'sourceId', description: 'Percent-encoded.', schema: { type: 'string' } })
  @JsonBody('SourceDecisionRequest')
  @Answer(202, 'SourceDecisionAccepted', 'It is written down.')
  @Problems(400, 404, 413, 415)
  pause(@Param('project') project: string, @Param('sourceId') sourceId: string, @Body() body: unknown) {
    return this.decisions.decide({ project, sourceId, action: 'pause' }, body);
  }

  @Post('sources/:sourceId/resume')
  @HttpCode(202)
  @ApiOperation({
    operationId: 'resumeSource',
    summary: 'Let a paused source go on',
    description: 'Told to webhooks (`source.resumed`). Of a source that is not paused it changes nothing.',
  })
  @ProjectParam()
  @ApiParam({ name: 'sourceId', description: 'Percent-encoded.', schema: { type: 'string' } })
  @JsonBody('SourceDecisionRequest')
  @Answer(202, 'SourceDecisionAccepted', 'It is written down.')
  @Problems(400, 404, 413, 415)
  resume(@Param('project') project: string, @Param('sourceId') sourceId: string, @Body() body: unknown) {
    return this.decisions.decide({ project, sourceId, action: 'resume' }, body);
  }
}
