import { z } from 'zod';

/** Every schema that the API's documentation names. What a handler returns is typed by the same schema. */
const registry = z.registry<{ id: string; description?: string; examples?: unknown[] }>();

/** Names a schema in the documentation. */
export function define<S extends z.ZodType>(
  id: string,
  schema: S,
  about: { description: string; example?: unknown },
): S {
  const { description, example } = about;
  registry.add(schema, { id, description, ...(example === undefined ? {} : { examples: [example] }) });
  return schema;
}

/** A reference to a schema that `define` named. */
export function ref(id: string): { $ref: string } {
  return { $ref: `#/components/schemas/${id}` };
}

/** All of them as JSON Schema (2020-12), as OpenAPI 3.1 takes it. */
export function schemaComponents(): Record<string, Record<string, unknown>> {
  const { schemas } = z.toJSONSchema(registry, { uri: (id) => ref(id).$ref, metadata: registry });
  const plain = Object.entries(schemas).map(([id, schema]) => {
    const { $schema: _, $id: __, ...rest } = schema as Record<string, unknown>;
    return [id, rest] as const;
  });
  return Object.fromEntries(plain);
}
