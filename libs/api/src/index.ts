/** The HTTP API in types, generated from its description: what `openapi-fetch` and other clients are typed by. */
export type { components, operations, paths } from './gen/openapi.js';
