/** What the service answered instead of doing it (RFC 9457). */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';

  constructor(
    readonly status: number,
    message: string,
    readonly retryAfterMs?: number,
  ) {
    super(message);
  }

  static async from(request: string, response: Response): Promise<ProblemError> {
    const text = await response.text();
    const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
    const retryAfterMs = Number.isFinite(seconds) ? seconds * 1_000 : undefined;
    return new ProblemError(response.status, `${request}: ${response.status} ${detailOf(text)}`, retryAfterMs);
  }
}

function detailOf(text: string): string {
  try {
    const { detail, title } = JSON.parse(text) as { detail?: string; title?: string };
    return detail ?? title ?? text.slice(0, 300);
  } catch {
    return text.slice(0, 300);
  }
}
