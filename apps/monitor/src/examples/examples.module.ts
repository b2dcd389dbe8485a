import { Module } from '@nestjs/common';
import { ExamplesController } from './examples.controller.js';
import { ExamplesService } from './examples.service.js';
import { PrototypesService } from './prototypes.service.js';

@Module({
  controllers: [ExamplesController],
  providers: [ExamplesService, PrototypesService],
  exports: [ExamplesService, PrototypesService],
})
export class ExamplesModule {}
