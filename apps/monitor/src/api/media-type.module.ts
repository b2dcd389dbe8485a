import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { MediaTypeGuard } from './media-type.js';

@Module({ providers: [{ provide: APP_GUARD, useClass: MediaTypeGuard }] })
export class MediaTypeModule {}
