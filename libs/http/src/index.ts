export type { HttpRequest, HttpResponse, Next } from './http-types.js';
export { Problem, problemContentType, problemKinds, type ProblemDetails, type ProblemKind } from './problem.js';
export { bodyProblems, toProblem } from './to-problem.js';
export { ProblemFilter } from './problem.filter.js';
export { accessMiddleware, type AccessRule } from './access.js';
export { stopOnSignals } from './signals.js';
export { closeHttpApp, createHttpApp, listen, type HttpSettings } from './http-app.js';
