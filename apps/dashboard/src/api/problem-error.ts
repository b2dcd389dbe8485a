/** What the service answered instead (RFC 9457), or why it did not. */
export class ProblemError extends Error {
  constructor(
    message: string,
    /** 0: no answer at all. */
    readonly status: number,
    readonly field?: string,
  ) {
    super(message);
  }
}

/** @param body of an answer that is no success, whatever it is */
export function problemFrom(body: unknown, { status, statusText }: Response): ProblemError {
  const { detail, field } = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>;
  const says = typeof detail === 'string' ? detail : `the service answered ${status} ${statusText}`.trim();
  return new ProblemError(says, status, typeof field === 'string' ? field : undefined);
}
