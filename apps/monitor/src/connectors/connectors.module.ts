import { Module } from '@nestjs/common';
import { IngestModule } from '../ingest/ingest.module.js';
import { AnnotationLedger } from './annotation-ledger.js';
import { ConnectorsController } from './connectors.controller.js';
import { ConnectorsService } from './connectors.service.js';

@Module({
  imports: [IngestModule],
  controllers: [ConnectorsController],
  providers: [ConnectorsService, AnnotationLedger],
})
export class ConnectorsModule {}
