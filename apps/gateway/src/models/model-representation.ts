import type { CurrentVersions } from '@mining-ops/learning/registry/current-versions.js';
import { decisionSchema } from '@mining-ops/learning/registry/decision.js';
import type { StoredVersion } from '@mining-ops/learning/registry/registry.js';
import { z } from 'zod';

const interval = z.object({ estimate: z.number(), low: z.number(), high: z.number() });

const EXAMPLE = {
  version: '0002-1a2b3c4d',
  current: true,
  description: '166 boosted trees of depth 5, rate 0.1',
  choice: 'clearly better than all that is simpler (0.787)',
  skill: true,
  score: { estimate: 0.879, low: 0.87, high: 0.888 },
  latestScore: { estimate: 0.876, low: 0.856, high: 0.891 },
  decision: null,
  data: {
    sha256: '9b1c0e8d7f6a5b4c3d2e1f009b1c0e8d7f6a5b4c3d2e1f009b1c0e8d7f6a5b4c',
    rows: 17_640,
    from: '2026-05-01T00:12:00.000Z',
    to: '2026-11-23T22:48:00.000Z',
  },
  seed: 1,
  trainedAt: '2026-11-24T06:00:00.000Z',
  trainingS: 6.2,
};

const versionSchema = z.object({
  version: z.string(),
  current: z.boolean(),
  description: z.string().meta({ description: 'What it is, in words' }),
  choice: z.string().meta({ description: 'Why it was chosen among what was tried' }),
  skill: z
    .boolean()
    .meta({ description: 'False: nothing was better than the constant, which serves as a base rate' }),
  score: interval.meta({
    description:
      'By repeated cross-validation, with its 95% interval: R², or the part of the log loss explained',
  }),
  latestScore: interval
    .nullable()
    .meta({ description: 'On the latest 20% of the trips; null where too few' }),
  decision: decisionSchema
    .nullable()
    .meta({ description: 'What the gate said; null where it has not looked yet' }),
  data: z.object({ sha256: z.string(), rows: z.int(), from: z.string(), to: z.string() }),
  seed: z.int(),
  trainedAt: z.string(),
  trainingS: z.number(),
});
export type VersionRepresentation = z.infer<typeof versionSchema>;

export const versionListSchema = z
  .object({
    target: z.string(),
    current: z.string().nullable(),
    items: z.array(versionSchema).meta({ description: 'The newest first' }),
  })
  .meta({
    id: 'ModelVersions',
    example: { target: 'fuelConsumed', current: EXAMPLE.version, items: [EXAMPLE] },
  });

export const modelListSchema = z
  .object({
    models: z.array(
      z.object({
        target: z.string(),
        task: z.enum(['regression', 'classification']),
        unit: z.string(),
        current: versionSchema.nullable(),
        versions: z.int().meta({ description: 'How many there are' }),
        links: z.object({ versions: z.string() }),
      }),
    ),
  })
  .meta({
    id: 'Models',
    example: {
      models: [
        {
          target: 'fuelConsumed',
          task: 'regression',
          unit: 'L',
          current: EXAMPLE,
          versions: 2,
          links: { versions: '/v1/models/fuelConsumed/versions' },
        },
      ],
    },
  });

export const changedVersionSchema = z
  .object({
    target: z.string(),
    version: z.string().meta({ description: 'That serves from now on' }),
    previous: z.string().nullable().meta({ description: 'That served until now' }),
  })
  .meta({
    id: 'ChangedModel',
    example: { target: 'fuelConsumed', version: '0002-1a2b3c4d', previous: '0001-9f8e7d6c' },
  });

/** A stored version for clients. */
export function representVersion(
  { target, version, manifest, decision }: StoredVersion,
  { current }: CurrentVersions,
): VersionRepresentation {
  const { description, choice, skill, crossValidation, latest, data, seed, trainedAt, durationS } = manifest;
  return {
    version,
    current: current[target] === version,
    description,
    choice,
    skill,
    score: crossValidation.model,
    latestScore: latest?.model ?? null,
    decision,
    data: { sha256: data.sha256, rows: data.rows, from: data.from, to: data.to },
    seed,
    trainedAt,
    trainingS: durationS,
  };
}
