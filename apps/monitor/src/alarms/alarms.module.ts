import { Module } from '@nestjs/common';
import { AlarmsController } from './alarms.controller.js';
import { AlarmsService } from './alarms.service.js';
import { SourceDecisions } from './source-decisions.js';

@Module({ controllers: [AlarmsController], providers: [AlarmsService, SourceDecisions] })
export class AlarmsModule {}
