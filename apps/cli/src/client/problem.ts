/** What the service answered instead of doing it (RFC 9457). */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';

  constructor(
    readonly status: number,
    message: string,
    readonly retryAfterMs?: number,
    /** Of the body, where that was JSON. */
    readonly members: Record<string, unknown> = {},
  ) {
    super(message);
  }

  static async from(request: string, response: Response): Promise<ProblemError> {
    const text = await response.text();
    const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
    const retryAfterMs = Number.isFinite(seconds) ? seconds * 1_000 : undefined;
    const members = membersOf(text);
    const says = members['detail'] ?? members['title'] ?? text.slice(0, 300);
    return new ProblemError(response.status, `${request}: ${response.status} ${String(says)}`, retryAfterMs, members);
  }
}

function membersOf(text: string): Record<string, unknown> {
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
