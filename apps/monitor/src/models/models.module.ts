import { Module } from '@nestjs/common';
import { ExamplesModule } from '../examples/examples.module.js';
import { ModelsController } from './models.controller.js';
import { ModelsService } from './models.service.js';

@Module({ imports: [ExamplesModule], controllers: [ModelsController], providers: [ModelsService] })
export class ModelsModule {}
