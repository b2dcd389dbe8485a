import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { slotNames } from './alarm.schemas.js';
import { Answer, JsonBody, Problems, ProjectParam } from '../api/answers.js';
import { AlarmsService } from './alarms.service.js';

@ApiTags('alarms')
@Controller('v1/projects/:project')
export class AlarmsController {
  constructor(@Inject(AlarmsService) private readonly alarms: AlarmsService) {}

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
}
