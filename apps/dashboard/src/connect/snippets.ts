import type { Schemas } from '../api/queries.js';

export interface SnippetOptions {
  /** Where the service is, as this page reached it. */
  origin: string;
  project: Pick<Schemas['Project'], 'id' | 'classes' | 'labelsAs'>;
  /** Whether the service asks for a key. */
  keyed: boolean;
}

export interface Snippet {
  name: string;
  says: string;
  text: string;
}

/** How labels are sent, ready to be copied. */
export function snippetsOf(options: SnippetOptions): Snippet[] {
  return [curlOne(options), curlMany(options), python(options), kafka(options)];
}

function exampleLabel({ project: { classes, labelsAs } }: SnippetOptions) {
  return { exampleId: 'img-1', sourceId: 'ann', label: labelsAs === 'name' ? classes[0]! : 0 };
}

function labelsUrl({ origin, project }: SnippetOptions): string {
  return `${origin}/v1/projects/${encodeURIComponent(project.id)}/labels`;
}

function curlOne(options: SnippetOptions): Snippet {
  return {
    name: 'curl',
    says: 'One label. It is durable when the answer comes, and judged within moments.',
    text: curl(options, 'application/json', `-d ${shellQuoted(JSON.stringify(exampleLabel(options)))}`),
  };
}

function curlMany(options: SnippetOptions): Snippet {
  const lines = [exampleLabel(options), { ...exampleLabel(options), exampleId: 'img-2' }].map((label) =>
    shellQuoted(JSON.stringify(label)),
  );
  const file = `printf '%s\\n' ${lines.join(' \\\n  ')} > labels.ndjson\n`;
  return {
    name: 'curl, a file',
    says: 'Any number of labels, one a line. Good lines are taken whatever becomes of the others.',
    text: file + curl(options, 'application/x-ndjson', '--data-binary @labels.ndjson'),
  };
}

function curl(options: SnippetOptions, type: string, body: string): string {
  const words = [
    `curl -H 'content-type: ${type}'`,
    ...(options.keyed ? ['-H "authorization: Bearer $QUALM_API_KEY"'] : []),
    body,
    shellQuoted(labelsUrl(options)),
  ];
  return words.join(' \\\n  ');
}

function python(options: SnippetOptions): Snippet {
  const key = options.keyed ? `\nheaders["authorization"] = "Bearer " + os.environ["QUALM_API_KEY"]` : '';
  return {
    name: 'Python',
    says: 'No package is needed.',
    text: `import json${options.keyed ? ', os' : ''}, urllib.request

labels = [${JSON.stringify(exampleLabel(options))}]
headers = {"content-type": "application/x-ndjson"}${key}
body = "\\n".join(json.dumps(label) for label in labels).encode()
request = urllib.request.Request(${JSON.stringify(labelsUrl(options))}, body, headers)
print(urllib.request.urlopen(request).read().decode())`,
  };
}

function kafka(options: SnippetOptions): Snippet {
  const event = { project: options.project.id, ...exampleLabel(options) };
  return {
    name: 'Kafka',
    says:
      'For a service on Kafka (QUALM_STREAM=kafka). The key is project/exampleId, and the partitioner is the one of the ' +
      'Java clients, so that all labels of an example come to one place.',
    text: `# pip install confluent-kafka
import json
from confluent_kafka import Producer

producer = Producer({
    "bootstrap.servers": "localhost:9092",
    "partitioner": "murmur2_random",
    "enable.idempotence": True,
})
event = ${JSON.stringify(event)}
producer.produce(
    "qualm.events",
    key=event["project"] + "/" + event["exampleId"],
    value=json.dumps(event),
    headers={"content-type": "application/json"},
)
producer.flush()`,
  };
}

/** One word of a POSIX shell, whatever is in it. */
export function shellQuoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
