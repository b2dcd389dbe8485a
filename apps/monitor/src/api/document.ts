import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import './common.schemas.js';
import { ndjson } from './media-type.js';
import { webhookOperations } from '../webhooks/event.schemas.js';
import { schemaComponents } from './schema-registry.js';

/** The API's description, made from the routes and from the schemas that type their answers. */
export function describeApi(app: INestApplication, version: string): OpenAPIObject {
  const config = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Qualm')
    .setDescription(
      'Reads labels as they are made and says which is probably wrong, what it should have been and why; and which ' +
        'labeling source to stop trusting.',
    )
    .setVersion(version)
    .setLicense('Apache-2.0', 'https://www.apache.org/licenses/LICENSE-2.0')
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'QUALM_API_KEY, where it is set.' }, 'bearer')
    .addApiKey({ type: 'apiKey', in: 'header', name: 'X-API-Key', description: 'The same key.' }, 'header')
    .addSecurityRequirements('bearer')
    .addSecurityRequirements('header')
    .build();
  const document = { ...SwaggerModule.createDocument(app, config), webhooks: webhookOperations() };
  describeStream(document);
  document.components = { ...document.components, schemas: schemaComponents() };
  checkReferences(document);
  return document;
}

/** @throws Error on a schema that nobody defined: its file was not imported */
function checkReferences(document: OpenAPIObject): void {
  const known = Object.keys(document.components?.schemas ?? {});
  const named = JSON.stringify([document.paths, document.webhooks]).matchAll(/#\/components\/schemas\/(\w+)/g);
  const missing = [...named].map(([, name]) => name!).filter((name) => !known.includes(name));
  if (missing.length > 0) throw new Error(`the API's description names unknown schemas: ${missing.join(', ')}`);
}

/** The decorators give every type of a body one schema; an NDJSON stream has its own. */
function describeStream({ paths }: OpenAPIObject): void {
  const bodies = Object.values(paths).map((path) => path.post?.requestBody);
  for (const body of bodies) {
    const content = body && 'content' in body ? body.content : {};
    if (content[ndjson]) content[ndjson] = { schema: { type: 'string', description: 'One event a line.' } };
  }
}

/** Methods that the description gives a path; empty when it knows no such path. */
export function methodsByPath(document: OpenAPIObject): (path: string) => string[] {
  const routes = Object.entries(document.paths).map(([template, operations]) => {
    const pattern = template.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{[^}]+\}/g, '[^/]+');
    return { pattern: new RegExp(`^${pattern}/?$`), methods: Object.keys(operations).map((m) => m.toUpperCase()) };
  });
  return (path) => routes.filter((r) => r.pattern.test(path)).flatMap((r) => r.methods);
}
