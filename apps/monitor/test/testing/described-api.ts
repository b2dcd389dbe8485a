import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import type { Response } from 'supertest';

interface Operation {
  responses: Record<string, { content?: Record<string, unknown> }>;
}

export interface ApiDocument {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, { examples?: unknown[] }> };
}

const dateTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

/** The API's own description, held against what the API answers. */
export class DescribedApi {
  readonly answered = new Set<string>();
  private readonly ajv = new Ajv2020({ strict: false, allErrors: true, formats: { 'date-time': dateTime } });

  constructor(readonly document: ApiDocument) {
    this.ajv.addSchema({ $id: 'api', ...document });
  }

  /** `GET /v1/projects 200` and the like, of all that the description promises for when all is well. */
  get promised(): string[] {
    return Object.entries(this.document.paths).flatMap(([path, operations]) =>
      Object.entries(operations).flatMap(([method, { responses }]) => {
        const good = Object.keys(responses).filter((status) => Number(status) < 300);
        return good.map((status) => `${method.toUpperCase()} ${path} ${status}`);
      }),
    );
  }

  /** @throws Error when the description does not know the answer, or its body is not as described */
  check(response: Response): void {
    const { method, path } = requestOf(response);
    const template = this.templateOf(path, method);
    const type = String(response.headers['content-type']).split(';', 1)[0]!;
    const answer = this.document.paths[template]![method]!.responses[response.status];
    const described = answer?.content;
    const place = `${method.toUpperCase()} ${template} ${response.status}`;
    if (answer && !described && response.text === '') return void this.answered.add(place);
    if (!described?.[type]) throw new Error(`${place} ${type} is not described: ${response.text.slice(0, 300)}`);
    const pointer = ['paths', template, method, 'responses', String(response.status), 'content', type, 'schema'];
    const validate = this.ajv.getSchema(`api#/${pointer.map(escape).join('/')}`) as ValidateFunction;
    const body: unknown = type.endsWith('json') ? JSON.parse(response.text) : response.text;
    if (!validate(body))
      throw new Error(`${place}: ${this.ajv.errorsText(validate.errors)}: ${response.text.slice(0, 500)}`);
    this.answered.add(place);
  }

  /** @throws Error when a delivery's body is not as the description says */
  checkWebhook(body: { type: string }): void {
    const pointer = ['webhooks', body.type, 'post', 'requestBody', 'content', 'application/json', 'schema'];
    const validate = this.ajv.getSchema(`api#/${pointer.map(escape).join('/')}`);
    if (!validate) throw new Error(`${body.type} is not described`);
    if (!validate(body)) throw new Error(`${body.type}: ${this.ajv.errorsText(validate.errors)}`);
  }

  /** @throws Error when an example of the description is not as the description says */
  checkExamples(): number {
    let checked = 0;
    for (const [id, { examples = [] }] of Object.entries(this.document.components.schemas)) {
      const validate = this.ajv.getSchema(`api#/components/schemas/${id}`) as ValidateFunction;
      for (const example of examples) {
        if (!validate(example)) throw new Error(`example of ${id}: ${this.ajv.errorsText(validate.errors)}`);
        checked++;
      }
    }
    return checked;
  }

  private templateOf(path: string, method: string): string {
    const segments = path.split('/');
    const fits = Object.keys(this.document.paths).filter((template) => {
      const parts = template.split('/');
      return (
        this.document.paths[template]![method] &&
        parts.length === segments.length &&
        parts.every((part, n) => part.startsWith('{') || part === segments[n])
      );
    });
    // A fixed name before a parameter, as the router has it.
    const best = fits.sort((a, b) => a.split('{').length - b.split('{').length)[0];
    if (best === undefined) throw new Error(`${method} ${path} is not described`);
    return best;
  }
}

function requestOf(response: Response): { method: string; path: string } {
  const { method, path } = (response as unknown as { req: { method: string; path: string } }).req;
  return { method: method.toLowerCase(), path: path.split('?', 1)[0]! };
}

function escape(segment: string): string {
  return encodeURIComponent(segment.replaceAll('~', '~0').replaceAll('/', '~1'));
}
