/** What went wrong, by kind: the last part of a problem's `type`, its status and its title. */
const kinds = {
  'malformed-json': { status: 400, title: 'The body is not JSON' },
  'invalid-input': { status: 400, title: 'The input cannot be taken' },
  'nothing-taken': { status: 400, title: 'No line could be taken' },
  unauthorized: { status: 401, title: 'A key is needed' },
  forbidden: { status: 403, title: 'The request may come from a foreign page' },
  'not-found': { status: 404, title: 'There is no such thing' },
  'method-not-allowed': { status: 405, title: 'The path does not take this method' },
  'project-exists': { status: 409, title: 'The project exists' },
  'setting-fixed': { status: 409, title: 'The setting cannot change any more' },
  'alarm-not-open': { status: 409, title: 'The alarm is not open' },
  'claim-lost': { status: 409, title: 'The item is not yours any more' },
  'review-conflict': { status: 409, title: 'Something else was said of this item' },
  'webhook-disabled': { status: 409, title: 'The webhook is disabled' },
  'too-large': { status: 413, title: 'The body is too large' },
  'unsupported-media-type': { status: 415, title: 'The body is of another type' },
  'bad-request': { status: 400, title: 'The request cannot be read' },
  internal: { status: 500, title: 'Something broke here' },
  overloaded: { status: 503, title: 'More labels come than are judged' },
  'not-ready': { status: 503, title: 'The service is not ready' },
} as const;

export type ProblemKind = keyof typeof kinds;
export const problemKinds: readonly ProblemKind[] = Object.keys(kinds) as ProblemKind[];
export const problemContentType = 'application/problem+json';

/** RFC 9457, with the field and the value that were wrong. */
export interface ProblemDetails {
  /** `urn:qualm:problem:<kind>`: stable, for programs. */
  type: string;
  title: string;
  status: number;
  /** What is wrong with this request, for people. */
  detail: string;
  /** Path of the request. */
  instance: string;
  field?: string;
  /** The value, shortened. */
  value?: string;
}

export interface ProblemOptions {
  field?: string;
  value?: string | undefined;
  headers?: Record<string, string>;
  /** Further members of the body. */
  members?: Record<string, unknown>;
}

/** Thrown anywhere below a controller; becomes an `application/problem+json` answer. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly status: number;

  constructor(
    readonly kind: ProblemKind,
    readonly detail: string,
    readonly options: ProblemOptions = {},
  ) {
    super(detail);
    this.status = kinds[kind].status;
  }

  toJSON(instance: string): ProblemDetails {
    const { field, value, members } = this.options;
    return {
      type: `urn:qualm:problem:${this.kind}`,
      title: kinds[this.kind].title,
      status: this.status,
      detail: this.detail,
      instance,
      ...(field === undefined ? {} : { field }),
      ...(value === undefined ? {} : { value }),
      ...members,
    };
  }
}
