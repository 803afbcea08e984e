import { TARGETS } from '@mining-ops/learning/features/targets.js';
import {
  currentVersions,
  promote,
  RegistryError,
  rollBack,
} from '@mining-ops/learning/registry/current-versions.js';
import { listVersions, readVersion, versionNames } from '@mining-ops/learning/registry/registry.js';
import type { Config } from '@mining-ops/platform/config.js';
import { Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiDefaultResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Needs } from '../access/access.js';
import { Problem, problemSchema } from '../http/problem.js';
import { CONFIG } from '../tokens.js';
import {
  changedVersionSchema,
  modelListSchema,
  representVersion,
  versionListSchema,
} from './model-representation.js';
import { targetSchema } from './trainings.controller.js';

type Target = z.infer<typeof targetSchema>;
type ChangedVersion = z.infer<typeof changedVersionSchema>;

/** The models that there are, and which of them serve. Simulators swap within two seconds of a change. */
@ApiTags('Models')
@ApiDefaultResponse({ standardSchema: problemSchema, description: 'What was wrong' })
@Needs('viewer')
@Controller('v1/models')
export class ModelsController {
  constructor(@Inject(CONFIG) private readonly config: Config) {}

  @Get()
  @ApiOperation({ summary: 'Each target with the version that serves' })
  @ApiOkResponse({ standardSchema: modelListSchema })
  async list(): Promise<z.infer<typeof modelListSchema>> {
    const { modelsDir } = this.config;
    const versions = await currentVersions(modelsDir);
    const models = TARGETS.map(async ({ name, task, unit }) => {
      const current = versions.current[name];
      return {
        target: name,
        task,
        unit,
        current:
          current === undefined
            ? null
            : representVersion(await readVersion(modelsDir, name, current), versions),
        versions: (await versionNames(modelsDir, name)).length,
        links: { versions: `/v1/models/${name}/versions` },
      };
    });
    return { models: await Promise.all(models) };
  }

  @Get(':target/versions')
  @ApiOperation({ summary: 'Every version of a target, with its scores and what the gate said' })
  @ApiOkResponse({ standardSchema: versionListSchema })
  async versions(
    @Param('target', { schema: targetSchema }) target: Target,
  ): Promise<z.infer<typeof versionListSchema>> {
    const { modelsDir } = this.config;
    const versions = await currentVersions(modelsDir);
    const stored = await listVersions(modelsDir, target);
    return {
      target,
      current: versions.current[target] ?? null,
      items: stored.reverse().map((version) => representVersion(version, versions)),
    };
  }

  @Post(':target/versions/:version/promote')
  @Needs('operator')
  @HttpCode(200)
  @ApiOperation({ summary: 'Makes a version the one that serves, whatever the gate said of it' })
  @ApiOkResponse({ standardSchema: changedVersionSchema })
  async promote(
    @Param('target', { schema: targetSchema }) target: Target,
    @Param('version', { schema: z.string().max(64) }) version: string,
  ): Promise<ChangedVersion> {
    const { modelsDir } = this.config;
    const previous = (await currentVersions(modelsDir)).current[target] ?? null;
    const reason = 'promoted by hand, over HTTP';
    await orProblem('version', promote(modelsDir, [{ target, version, reason }], { atMs: Date.now(), by: 'person' }));
    return { target, version, previous };
  }

  @Post(':target/rollback')
  @Needs('operator')
  @HttpCode(200)
  @ApiOperation({ summary: 'Goes back to the version that served before' })
  @ApiOkResponse({ standardSchema: changedVersionSchema })
  async rollBack(@Param('target', { schema: targetSchema }) target: Target): Promise<ChangedVersion> {
    const [done] = await orProblem('target', rollBack(this.config.modelsDir, target));
    if (done === undefined) throw new Error(`${target} was rolled back, and nothing says to what`);
    return { target, version: done.to, previous: done.from };
  }
}

async function orProblem<T>(field: string, change: Promise<T>): Promise<T> {
  try {
    return await change;
  } catch (error) {
    if (!(error instanceof RegistryError)) throw error;
    const status = error.code === 'UNKNOWN_VERSION' ? 404 : 409;
    throw new Problem(status, error.code, error.message, [{ field, message: error.message }]);
  }
}
