import { loadSettings } from '#config';
import { contentTypes, encodeEvent, exampleKey, type LabelingEvent, type WireFormat } from '#labels';
import { logSettings } from '#pipeline';
import { openLog, type Log, type NewRecord } from '#stream';
import type { Crowd, CrowdLabel } from '../crowd/crowd-stream.js';
import { featuresOf, labelLine } from '../crowd/label-line.js';
import type { LabelStyle, Sink } from './sink.js';

export interface KafkaTarget {
  brokers: string;
  topicPrefix?: string;
  format: WireFormat;
}

/** The events topic, through Qualm's own Kafka log: acknowledged by all replicas, one example's events in order. */
export class KafkaSink implements Sink {
  readonly name: string;

  private constructor(
    private readonly log: Log,
    private readonly format: WireFormat,
    topic: string,
    private readonly crowd: Crowd,
    private readonly style: LabelStyle,
  ) {
    this.name = `${topic} on Kafka`;
  }

  static async open(
    { brokers, topicPrefix, format }: KafkaTarget,
    crowd: Crowd,
    style: LabelStyle,
  ): Promise<KafkaSink> {
    const settings = loadSettings({
      ...process.env,
      QUALM_STREAM: 'kafka',
      QUALM_LEDGER: 'lmdb',
      QUALM_HOST: '127.0.0.1',
      KAFKA_BROKERS: brokers,
      ...(topicPrefix !== undefined && { QUALM_KAFKA_TOPIC_PREFIX: topicPrefix }),
    });
    const log = await openLog(logSettings(settings));
    return new KafkaSink(log, format, `${settings.kafka.topicPrefix}events`, crowd, style);
  }

  async write(labels: CrowdLabel[]): Promise<void> {
    await this.log.append(labels.flatMap((label) => this.recordsOf(label)));
  }

  close(): Promise<void> {
    return this.log.close();
  }

  private recordsOf(label: CrowdLabel): NewRecord[] {
    const { project, classNames, features } = this.style;
    const key = exampleKey({ project, exampleId: label.exampleId });
    if (this.format === 'protobuf') return this.eventsOf(label).map((event) => recordOf(key, encodeEvent(event)));
    const format = features ? 'base64' : 'none';
    const line = labelLine(label, this.crowd.images.features, { format, classNames, project });
    return [recordOf(key, { value: Buffer.from(line), contentType: contentTypes.json })];
  }

  /** The label; then, when it is the first of a honeypot, the truth. */
  private eventsOf(label: CrowdLabel): LabelingEvent[] {
    const { project, classNames, features } = this.style;
    const { exampleId, sourceId, given, truth, isFirst, isGold } = label;
    const nameOf = (k: number) => classNames?.[k] ?? k;
    const base = { project, exampleId };
    const events: LabelingEvent[] = [
      {
        kind: 'label',
        ...base,
        sourceId,
        label: nameOf(given),
        ...(features && isFirst && { features: featuresOf(label, this.crowd.images.features) }),
      },
    ];
    if (isFirst && isGold) events.push({ kind: 'gold', ...base, label: nameOf(truth), origin: 'honeypot' });
    return events;
  }
}

function recordOf(key: string, { value, contentType }: { value: Uint8Array; contentType: string }): NewRecord {
  return { topic: 'events', key, headers: { 'content-type': contentType }, value };
}
