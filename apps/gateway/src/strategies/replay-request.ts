import { replaySchema } from '@mining-ops/strategy/replay/replay.js';
import { z } from 'zod';

/** The body of `POST /v1/strategies/:jobId/replay`. */
export const replayRequestSchema = z
  .object({
    option: z
      .int()
      .min(1)
      .max(3)
      .nullish()
      .meta({ description: 'Rank of an option of the answer', default: 1 }),
    candidate: z.int().min(0).nullish().meta({ description: 'Number of a candidate, in place of an option' }),
    replication: z.int().min(0).max(1_000_000).nullish().meta({
      description: 'Which of its simulated shifts; the answer rests on those below its `replications`',
      default: 0,
    }),
  })
  .superRefine(({ option, candidate }, context) => {
    if (option == null || candidate == null) return;
    context.addIssue({
      code: 'custom',
      path: ['option'],
      message: `is ${option}, and candidate is ${candidate}: send one of the two`,
      params: { status: 400, code: 'OPTION_AND_CANDIDATE' },
    });
  })
  .meta({ id: 'ReplayRequest', example: { option: 1, replication: 0 } });
export type ReplayRequest = z.infer<typeof replayRequestSchema>;

export const replayResponseSchema = replaySchema.meta({
  id: 'Replay',
  example: {
    candidate: 4711,
    replication: 0,
    seed: 1,
    startMs: 1_795_478_400_000,
    durationMin: 480,
    road: { id: 'cmhsbjn8x02s2maft90hi31ty', name: 'Road Segment 1', distanceKm: 2.678 },
    dispatchRule: 'shared-queue',
    trucks: [],
    loaders: [],
    kpis: {
      productionT: 1_587.2,
      cycles: 54,
      fuelL: 1_312.4,
      loaderQueueH: 4.1,
      dumpQueueH: 0.2,
      refuelQueueH: 0,
      incidents: 1,
      loadingH: 7.4,
      loaderIdleH: 0.4,
      loaderDownH: 0,
      truckWorkH: 88.1,
      truckDownH: 1.3,
    },
    trips: [
      {
        truck: 0,
        loader: 0,
        departureMin: 0,
        queueStartMin: 9.8,
        queueEndMin: 9.8,
        loadingEndMin: 18.1,
        dumpArrivalMin: 31.4,
        dumpingStartMin: 31.4,
        dumpingEndMin: 37.2,
        payloadT: 29.4,
        fuelL: 21.3,
        delayed: false,
      },
    ],
    timeline: [{ machine: 'truck', index: 0, state: 'loading', fromMin: 9.8, toMin: 18.1 }],
  },
});
