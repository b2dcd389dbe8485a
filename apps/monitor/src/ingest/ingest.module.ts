import { Module } from '@nestjs/common';
import { Admission } from './admission.js';
import { IngestController } from './ingest.controller.js';
import { IngestService } from './ingest.service.js';

@Module({ controllers: [IngestController], providers: [IngestService, Admission], exports: [IngestService, Admission] })
export class IngestModule {}
