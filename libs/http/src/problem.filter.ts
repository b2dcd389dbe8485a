import { Catch, HttpException, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { HttpRequest, HttpResponse } from './http-types.js';
import { Problem, problemContentType } from './problem.js';
import { toProblem } from './to-problem.js';

/** Every error leaves as problem details, but for the health checks' own answers. Errors of ours are logged, not told. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('http');

  /** @param allowedMethods of a path, for a 405; none: the path is unknown */
  constructor(private readonly allowedMethods: (path: string) => string[] = () => []) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<HttpRequest>();
    const response = host.switchToHttp().getResponse<HttpResponse>();
    const path = request.originalUrl.split('?', 1)[0]!;
    if (response.headersSent) {
      response.destroy();
      return;
    }
    if (path.startsWith('/health') && error instanceof HttpException) {
      send(response, error.getStatus(), 'application/json', error.getResponse());
      return;
    }
    const problem = this.withAllow(toProblem(error) ?? this.ours(error, request), request, path);
    for (const [name, value] of Object.entries(problem.options.headers ?? {})) response.setHeader(name, value);
    // What was not read of the body would be taken for the next request.
    if (!request.complete) response.setHeader('connection', 'close');
    send(response, problem.status, problemContentType, problem.toJSON(path));
  }

  private ours(error: unknown, request: HttpRequest): Problem {
    this.logger.error(`${request.method} ${request.originalUrl.split('?', 1)[0]} failed`, (error as Error)?.stack);
    return new Problem('internal', 'the request could not be answered; the log says why');
  }

  private withAllow(problem: Problem, { method }: HttpRequest, path: string): Problem {
    if (problem.kind !== 'not-found') return problem;
    const allowed = this.allowedMethods(path);
    if (allowed.length === 0 || allowed.includes(method ?? '')) return problem;
    const says = `${method} is not a method of this path, which takes ${allowed.join(', ')}`;
    return new Problem('method-not-allowed', says, { headers: { allow: allowed.join(', ') } });
  }
}

function send(response: HttpResponse, status: number, contentType: string, body: unknown): void {
  response.statusCode = status;
  response.setHeader('content-type', `${contentType}; charset=utf-8`);
  response.end(JSON.stringify(body));
}
