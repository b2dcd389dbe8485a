import { Global, Module, type DynamicModule } from '@nestjs/common';
import type { Settings } from '#config';
import { RankedSources, type Service } from '#pipeline';
import { LagWatch } from './lag-watch.js';
import { ProjectLookup } from './project-lookup.js';
import { SERVICE, SETTINGS } from './tokens.js';

/** The parts of this process, for every other module. */
@Global()
@Module({})
export class ServiceModule {
  static forRoot(settings: Settings, service: Service): DynamicModule {
    const sources = { provide: RankedSources, useFactory: () => new RankedSources(service) };
    const provided = [
      { provide: SETTINGS, useValue: settings },
      { provide: SERVICE, useValue: service },
    ];
    return {
      module: ServiceModule,
      providers: [...provided, sources, LagWatch, ProjectLookup],
      exports: [SETTINGS, SERVICE, RankedSources, LagWatch, ProjectLookup],
    };
  }
}
