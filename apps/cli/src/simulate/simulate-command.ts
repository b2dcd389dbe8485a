import { Command, InvalidArgumentError, Option } from 'commander';
import { ratePerSecond, wholeNumber } from '../flags.js';
import type { SimulateOptions } from './simulate.js';

const examples = `
Examples:
  qualm simulate --file labels.ndjson --truth truth.ndjson && qualm replay --labels labels.ndjson --classes 10 --out results
  qualm simulate --url http://127.0.0.1:8080 --create-project --project digits --rate 500/s
  qualm simulate --kafka broker:9092 --create-project http://127.0.0.1:8080 --format protobuf --rate max --labels 100000

TLS and login for Kafka come from the same variables as for the service (QUALM_KAFKA_SSL, QUALM_KAFKA_SASL_...), the key
of the API from QUALM_API_KEY.`;

export function simulateCommand(): Command {
  return new Command('simulate')
    .description("produce the demo's stream of labels to Kafka, to a file or to a service, to try Qualm on your own")
    .addOption(
      new Option('--kafka <host:port,..>', 'produce to the events topic of these brokers').conflicts(['file', 'url']),
    )
    .addOption(
      new Option('--file <file>', 'write NDJSON as `qualm replay` reads it; - is standard output').conflicts('url'),
    )
    .option('--url <url>', 'send to the API of this service')
    .option('--project <name>', 'project of the labels', 'demo')
    .option('--create-project [url]', 'make the project first, by the API at this URL (by default that of --url)')
    .option('--rate <number/s>', 'labels per second, or max; default: 200/s, for a file max', ratePerSecond)
    .option('--labels <number>', 'how many labels', wholeNumber(1), 9_000)
    .option('--sources <number>', 'how many annotators; five of them are bad', wholeNumber(6, 100_000), 40)
    .option('--seed <number>', 'seed of the crowd: the same gives the same stream', wholeNumber(0, 2 ** 32 - 1), 1)
    .option('--classes <number|names>', 'how many classes, or their names; MNIST images are for 10', parseClasses, 10)
    .option('--no-features', 'labels only')
    .addOption(new Option('--format <format>', 'of the records on Kafka').choices(['json', 'protobuf']).default('json'))
    .option('--topic-prefix <prefix>', 'of the topics on Kafka; default: QUALM_KAFKA_TOPIC_PREFIX, or qualm.')
    .option('--truth <file>', "write what is true: each example's label, each annotator's character")
    .addHelpText('after', examples)
    .action(async (options: SimulateOptions) => {
      const { simulate } = await import('./simulate.js');
      process.exitCode = await simulate(options);
    });
}

function parseClasses(text: string): number | string[] {
  if (/^\d+$/.test(text)) return wholeNumber(2, 10_000)(text);
  const names = text.split(',').map((name) => name.trim());
  if (names.length > 1 && names.every((name) => name !== '')) return names;
  throw new InvalidArgumentError('It must be a number, or at least two names separated by commas.');
}
