import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type SwaggerDocumentOptions } from '@nestjs/swagger';
import { z } from 'zod';
import { BEARER_SCHEME, HEADER_SCHEME } from '../access/access.js';

/** OpenAPI 3.1 takes JSON Schema 2020-12 as it is; Nest's own conversion would write that of 3.0. */
const convertSchema: NonNullable<SwaggerDocumentOptions['standardSchemaConverter']> = (
  schema,
  { schemaType },
) => {
  if (!(schema instanceof z.ZodType)) return undefined;
  const { $schema, $defs, ...rest } = z.toJSONSchema(schema, { io: schemaType, unrepresentable: 'any' });
  return $schema === undefined ? undefined : { schema: rest, components: $defs ?? {} };
};

/** Serves the interactive documentation at /docs and the document at /docs/openapi.json. */
export function serveDocs(app: INestApplication): void {
  const config = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('mining-ops')
    .setDescription('Plans open-pit haulage shifts: the best three ways to staff a shift, and why.')
    .setVersion('1')
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'An API key' }, BEARER_SCHEME)
    .addApiKey({ type: 'apiKey', in: 'header', name: 'X-API-Key', description: 'An API key' }, HEADER_SCHEME)
    .build();
  const document = SwaggerModule.createDocument(app, config, { standardSchemaConverter: convertSchema });
  delete document.paths['/metrics']; // for Prometheus, in its own format: docs/metrics.md
  SwaggerModule.setup('docs', app, document, {
    jsonDocumentUrl: 'docs/openapi.json',
    customSiteTitle: 'mining-ops API',
  });
}
