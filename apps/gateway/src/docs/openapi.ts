import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';

/** Serves the interactive documentation at /docs and the document at /docs/openapi.json. */
export function serveDocs(app: INestApplication): void {
  const config = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('mining-ops')
    .setDescription('Plans open-pit haulage shifts: the best three ways to staff a shift, and why.')
    .setVersion('1')
    .build();
  SwaggerModule.setup('docs', app, SwaggerModule.createDocument(app, config), {
    jsonDocumentUrl: 'docs/openapi.json',
    customSiteTitle: 'mining-ops API',
  });
}
