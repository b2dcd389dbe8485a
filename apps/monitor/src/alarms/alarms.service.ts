import { Inject, Injectable } from '@nestjs/common';
import { Problem } from '#http';
import {
  alarmActionHeader,
  alarmSlots,
  checkChoice,
  checkFieldNames,
  checkInteger,
  checkObject,
  checkText,
  encodeAlarmAction,
  isAbsent,
  patternJson,
  presentProbability,
  type AlarmAction,
} from '#labels';
import { accuracyIntervalOf, RankedSources, readProject, sourcesToActOn, type Service } from '#pipeline';
import { accuracyLine, CALIBRATION_LEVEL, openAlarms } from '#watch';
import { presentInterval } from '../api/present.js';
import { ProjectLookup } from '../service/project-lookup.js';
import { SERVICE } from '../service/tokens.js';
import { noSuchSource } from '../sources/no-such-source.js';
import type { ActNowJson, CalibrationJson } from './alarm.schemas.js';

const actions = ['acknowledge', 'resolve'] as const;

@Injectable()
export class AlarmsService {
  constructor(
    @Inject(SERVICE) private readonly service: Service,
    @Inject(RankedSources) private readonly sources: RankedSources,
    @Inject(ProjectLookup) private readonly projects: ProjectLookup,
  ) {}

  async actNow(projectId: string): Promise<ActNowJson> {
    const inUse = await this.projects.requireInUse(projectId);
    const { project } = inUse;
    const { state } = await readProject(this.service, project);
    const calibrated = !state.calibration.rejected;
    const all = await this.sources.all(inUse);
    const line = accuracyLine(state, project.settings, project.classes.length);
    return {
      falseDiscoveryRate: project.settings.falseDiscoveryRate,
      sources: all.filter((source) => source.labels > 0).length,
      calibrated,
      accuracyLine: line === undefined ? null : presentProbability(line),
      items: sourcesToActOn(all, project, calibrated).map(({ source, eValue }) => ({
        sourceId: source.sourceId,
        eValue: Number(eValue.toPrecision(6)),
        accuracy: presentProbability(source.accuracy),
        accuracyInterval: presentInterval(accuracyIntervalOf(source.accuracy, source.accuracyWeight)),
        labels: source.labels,
        kinds: source.alarms.map((alarm) => alarm.kind),
        patterns: source.patterns.map((pattern) => patternJson(pattern, project)),
      })),
    };
  }

  async calibration(projectId: string): Promise<CalibrationJson> {
    const { rejected, modelVersion, test } = (await readProject(this.service, await this.projects.require(projectId)))
      .state.calibration;
    const { overall, bins } = test.hitRates;
    return {
      calibrated: !rejected,
      rejected: rejected ? { modelVersion: rejected.modelVersion, at: new Date(rejected.atMs).toISOString() } : null,
      modelVersion,
      level: CALIBRATION_LEVEL,
      eValue: Number(Math.min(Math.exp(test.logEValue), 1e12).toPrecision(6)),
      bound: 1 / CALIBRATION_LEVEL,
      overall,
      bins,
    };
  }

  /** A person's word goes to WATCH by the log that JUDGE writes to: it is carried out in order, once, and survives a crash. */
  async act(about: Record<'project' | 'sourceId' | 'slot' | 'action', string>, body: unknown) {
    await this.projects.require(about.project);
    const slot = checkChoice('slot', about.slot, alarmSlots);
    const action = checkChoice('action', about.action, actions);
    const input = checkObject('body', body);
    checkFieldNames(input, ['by', 'note', 'opening'], 'an action on an alarm');
    const by = checkText('by', input['by']);
    const source = await this.sources.state(about.project, about.sourceId);
    if (!source) throw noSuchSource(about);
    const alarm = openAlarms(source).find((open) => open.slot === slot);
    if (!alarm) throw notOpen(about, 'none is open');
    const opening = isAbsent(input['opening'])
      ? alarm.opening
      : checkInteger('opening', input['opening'], 1, Number.MAX_SAFE_INTEGER);
    if (opening !== alarm.opening) throw notOpen(about, `opening ${opening} is over; opening ${alarm.opening} is open`);
    const said: AlarmAction = {
      project: about.project,
      sourceId: about.sourceId,
      slot,
      opening,
      action,
      by,
      ...(isAbsent(input['note']) ? {} : { note: checkText('note', input['note']) }),
      atMs: Date.now(),
    };
    const value = encodeAlarmAction(said);
    await this.service.log.append([{ topic: 'changes', key: about.project, headers: alarmActionHeader, value }]);
    return { sourceId: about.sourceId, slot, opening, action, by };
  }
}

function notOpen({ sourceId, slot }: { sourceId: string; slot: string }, why: string): Problem {
  return new Problem('alarm-not-open', `slot: of the alarms of source ${JSON.stringify(sourceId)} on ${slot}, ${why}`, {
    field: 'slot',
    value: JSON.stringify(slot),
  });
}
