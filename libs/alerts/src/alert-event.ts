import { alertJson, presentProbability, type AlarmSlot, type Alert, type Project } from '#labels';
import type { EventData, EventType, SourceAlarmData, WebhookEvent } from './events.js';

type SourceEventType = Extract<EventType, `source.alarm.${string}` | 'source.drift'>;

/** What an alert tells receivers. The same for every repeat of the record. */
export function alertEvent(alert: Alert, project: Project): WebhookEvent {
  const about = { project: alert.project, cause: `alert/${alert.partition}/${alert.seq}`, atMs: alert.atMs };
  if (alert.kind === 'calibration') {
    const type = alert.state === 'resolved' ? 'calibration.restored' : 'calibration.rejected';
    return { ...about, type, data: calibrationData(alert) };
  }
  if (alert.kind === 'pause') {
    const type = alert.state === 'resolved' ? 'source.resumed' : 'source.paused';
    return { ...about, type, data: pauseData(alert) };
  }
  return { ...about, type: sourceEventType(alert), data: sourceData(alert, project) };
}

function sourceEventType({ kind, state }: Alert): SourceEventType {
  if (state === 'open') return kind === 'drift' ? 'source.drift' : 'source.alarm.opened';
  return `source.alarm.${state}`;
}

function sourceData(alert: Alert, project: Project): SourceAlarmData {
  const { partition: _, offset: __, at, seq, state, ...shown } = alertJson(alert, project);
  const path = `/v1/projects/${alert.project}`;
  const sourceId = encodeURIComponent(alert.sourceId);
  const source = `${path}/sources/${sourceId}`;
  return {
    ...shown,
    sequence: seq,
    since: state === 'open' ? at : null,
    actions: actionsFor(alert),
    links: {
      source,
      suspects: `${path}/verdicts?suspect=true&sourceId=${sourceId}`,
      alarm: `${source}/alarms/${slotOf(alert)}`,
      alerts: `${path}/alerts`,
    },
  };
}

function pauseData(alert: Alert): EventData<'source.paused'> {
  const { project, sourceId, seq, by, note, labels, accuracy, accuracyInterval } = alert;
  const source = `/v1/projects/${project}/sources/${encodeURIComponent(sourceId)}`;
  const suspects = `/v1/projects/${project}/verdicts?suspect=true&sourceId=${encodeURIComponent(sourceId)}`;
  return {
    project,
    sourceId,
    sequence: seq,
    by: by ?? '',
    ...(note !== undefined && { note }),
    labels,
    accuracy: presentProbability(accuracy),
    accuracyInterval: [presentProbability(accuracyInterval[0]), presentProbability(accuracyInterval[1])],
    links: { source, suspects, decide: source },
  };
}

/** Accuracy and confusion share an alarm for each grade of evidence. */
function slotOf({ kind, evidence }: Alert): AlarmSlot {
  return kind === 'drift' || kind === 'copying' ? kind : evidence;
}

function calibrationData(alert: Alert): EventData<'calibration.rejected'> {
  const { project, seq, labels, eValue, bound, state } = alert;
  return {
    project,
    sequence: seq,
    labels,
    eValue: Math.min(eValue, Number.MAX_VALUE),
    bound: Math.min(bound, Number.MAX_VALUE),
    says:
      state === 'resolved'
        ? 'The beliefs of the model are calibrated on gold again: alarms on its evidence count.'
        : 'The beliefs of the model are not calibrated on gold: alarms on its evidence are not reliable until a new model passes.',
    links: { alerts: `/v1/projects/${project}/alerts` },
  };
}

/** A pause costs a person work: it is recommended on evidence that holds, of labels that are bad now. */
function actionsFor({ state, kind, evidence, reliable }: Alert): SourceAlarmData['actions'] {
  const none = (says: string) => ({ recommended: 'none' as const, says });
  const review = (says: string) => ({ recommended: 'review' as const, says });
  if (state === 'resolved') return none('The alarm is closed: what was paused can go on.');
  if (state === 'acknowledged') return none('A person has taken it in hand.');
  if (!reliable) return review('The model is not calibrated: review some of its labels as gold first.');
  if (kind === 'copying') return review('It agrees with another source beyond what truth explains.');
  if (kind === 'drift') return review('It fell below its own past: look at its newest labels.');
  const what = kind === 'confusion' ? 'It loses one class to another' : 'Its labels are below the line';
  const grade = evidence === 'gold' ? 'gold' : 'model evidence that gold does not contradict';
  return { recommended: 'pause', says: `${what}, on ${grade}: pause it and have its labels made again.` };
}
