import { z } from 'zod';
import { DISPATCH_RULES } from '../dispatch/all-rules.js';

// A mine as people write it. Units are in the names; what is left out has the default that the schema names.

const spread = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('none') }),
    z.object({ kind: z.literal('exponential') }),
    z.object({
      kind: z.literal('lognormal'),
      cv: z.number().meta({ description: 'Standard deviation over mean' }),
    }),
    z.object({
      kind: z.literal('uniform'),
      halfWidth: z.number().meta({ description: 'Relative to the mean, 0–1' }),
    }),
    z.object({
      kind: z.literal('triangular'),
      low: z.number().meta({ description: 'Least value/mean, 0–1; the mode is 3 − low − high' }),
      high: z.number().meta({ description: 'Most value/mean' }),
    }),
    z.object({
      kind: z.literal('gamma'),
      cv: z.number().meta({ description: 'Standard deviation over mean' }),
    }),
    z.object({
      kind: z.literal('erlang'),
      phases: z.number().meta({ description: 'Exponentials that are added up; cv is 1/√phases' }),
    }),
    z.object({
      kind: z.literal('weibull'),
      shape: z.number().meta({ description: 'Below 1: rarer with age; 1: exponential; above 1: wears out' }),
    }),
    z.object({
      kind: z.literal('truncatedNormal'),
      cv: z.number().meta({ description: 'Standard deviation over mean, before the cut' }),
      low: z.number().meta({ description: 'Cut below this value/mean, 0 to below 1' }),
      high: z.number().meta({ description: 'Cut above this value/mean, above 1' }),
    }),
    z.object({
      kind: z.literal('table'),
      quantiles: z
        .array(z.number())
        .meta({ description: 'Of value/mean, equally spaced from the least to the most' }),
    }),
  ])
  .meta({ id: 'Spread', description: 'How a quantity varies around its mean' });

const variate = z
  .union([z.number(), z.object({ mean: z.number(), spread: spread.default({ kind: 'none' }) })])
  .meta({ id: 'Variate', description: 'A number, or a mean with a spread' });

const perClass = z.union([z.number(), z.record(z.string(), z.number())]);

const profile = z
  .array(
    z
      .object({
        lengthM: z.number().positive(),
        gradePct: z
          .number()
          .min(-50)
          .max(50)
          .default(0)
          .meta({ description: 'Rise over run, above 0 uphill, in the direction of the profile' }),
        rollingPct: z
          .number()
          .min(0)
          .max(50)
          .default(2)
          .meta({ description: 'Rolling resistance, % of weight: 1 for each 10 kg/t' }),
        speedLimitKmh: z.number().positive(),
      })
      .meta({ id: 'RoadSegment', description: 'A piece of road of one grade, surface and speed limit' }),
  )
  .min(1)
  .meta({
    id: 'RoadProfile',
    description:
      'The road from the load site to the dump (from the park to the load site), piece by piece: travel and fuel are computed from it',
  });

const truckPhysics = z
  .object({
    emptyMassT: z.number().positive(),
    powerKw: z.number().positive().meta({ description: 'Of the engine, gross' }),
    efficiency: z
      .number()
      .positive()
      .max(1)
      .default(0.85)
      .meta({ description: 'Share of the power at the rims' }),
    retarderKw: z
      .number()
      .positive()
      .optional()
      .meta({ description: 'What it takes up continuously; absent: 1.2 times the power' }),
    topSpeedKmh: z.number().positive().default(50),
    accelerationMps2: z.number().positive().default(0.3),
    decelerationMps2: z.number().positive().default(0.5),
  })
  .meta({ id: 'TruckPhysics', description: 'From the data sheet: what travel over a profile depends on' });

const leg = z
  .object({
    travelMin: perClass.optional().meta({ description: 'Travel of every truck, or by truck class, min' }),
    speedKmH: perClass.optional().meta({ description: 'Instead of travelMin: mean speed over the distance' }),
    travelSpread: spread.default({ kind: 'none' }),
    fuelL: perClass.optional().meta({
      description: 'Fuel of one way, L; absent: computed where travel is computed from a profile, else 0',
    }),
    fuelSpread: spread.default({ kind: 'none' }),
    overtaking: z
      .boolean()
      .default(true)
      .meta({ description: 'False: a slow truck holds up those behind it' }),
  })
  .meta({
    id: 'Leg',
    description: 'One direction of a road; give travelMin or speedKmH, or the road a profile',
  });

const legOfProfile = leg.prefault({});
const distanceKm = z.number().optional().meta({ description: 'Absent: the length of the profile' });

const loading = z
  .union([
    z.object({
      loadingMin: variate.meta({ description: 'Spot and load of a whole truck, min' }),
      payloadFraction: variate.default(1).meta({ description: 'Payload over capacity' }),
    }),
    z.object({
      spotMin: variate,
      passMin: variate.meta({ description: 'One bucket, min' }),
      passT: variate.optional().meta({ description: 'One bucket, t; or give the three below' }),
      bucketM3: z.number().optional(),
      fillFactor: z.number().optional(),
      densityTPerM3: z.number().optional(),
    }),
  ])
  .meta({ id: 'Loading' });

const factor = z.number().default(1);

const breakdowns = z
  .object({ lifeH: variate.meta({ description: 'Running hours between failures' }), repairMin: variate })
  .nullable()
  .default(null);

const mine = z
  .object({
    shift: z.object({
      durationMin: z.number(),
      overrunMin: z
        .number()
        .default(0)
        .meta({ description: 'How long after the end a load may still be dumped' }),
      startLossMin: z.number().default(0).meta({ description: 'How late the trucks leave the park' }),
      breaks: z.array(z.object({ startMin: z.number(), durationMin: z.number() })).default([]),
    }),
    truckClasses: z.array(
      z.object({
        id: z.string(),
        capacityT: z.number(),
        idleFuelLPerMin: z
          .number()
          .optional()
          .meta({ description: 'Absent: computed from the power where physics is given, else 0' }),
        tankL: z.number().nullable().default(null),
        physics: truckPhysics.optional(),
      }),
    ),
    trucks: z.array(
      z.object({
        class: z.string(),
        id: z.string().optional().meta({ description: 'Absent: made from the class and a number' }),
        count: z.int().min(1).max(10_000).default(1),
        travelFactor: z.number().default(1).meta({ description: '1.1: 10% slower than its class' }),
        loadingFactor: z
          .number()
          .default(1)
          .meta({ description: '1.1: takes 10% longer to load than its class' }),
        dumpingFactor: z
          .number()
          .default(1)
          .meta({ description: '1.1: takes 10% longer to dump than its class' }),
        payloadFactor: z.number().default(1).meta({ description: '0.9: carries 10% less than its class' }),
        fuelFactor: z.number().default(1).meta({ description: '1.1: burns 10% more than its class' }),
        loadSite: z
          .string()
          .nullable()
          .default(null)
          .meta({ description: 'Where a fixed assignment sends it' }),
      }),
    ),
    loadSites: z.array(
      z.object({
        id: z.string(),
        sharedQueue: z.boolean().default(true).meta({ description: 'One queue for all its loaders' }),
        loaders: z.array(z.object({ id: z.string(), loading })),
      }),
    ),
    dumpSites: z.array(z.object({ id: z.string(), bays: z.int(), dumpingMin: variate })),
    routes: z.array(
      z.object({
        loadSite: z.string(),
        dumpSite: z.string(),
        distanceKm,
        profile: profile.optional(),
        loaded: legOfProfile,
        empty: legOfProfile,
      }),
    ),
    parkRoutes: z.array(
      z.object({ loadSite: z.string(), distanceKm, profile: profile.optional(), leg: legOfProfile }),
    ),
    dispatchRule: z
      .string()
      .default('earliest-loaded')
      .meta({
        description: DISPATCH_RULES.map(({ name, summary }) => `${name}: ${summary}`).join('\n'),
      }),
    weather: z
      .object({
        states: z.array(
          z.object({
            name: z.string(),
            meanStayMin: z.number(),
            travelFactor: z.number().default(1),
            loadingFactor: z.number().default(1),
            fuelFactor: z.number().default(1),
          }),
        ),
        nextProbabilities: z.array(z.array(z.number())),
      })
      .nullable()
      .default(null)
      .meta({ description: 'A Markov chain that starts in its first state' }),
    truckBreakdowns: breakdowns,
    loaderBreakdowns: breakdowns,
    refuelling: z
      .object({ bays: z.int(), refuellingMin: variate, reserveFraction: z.number() })
      .nullable()
      .default(null),
    shiftEffects: z
      .array(
        z.object({
          loading: factor,
          hauling: factor,
          return: factor,
          dumping: factor,
          payload: factor,
          fuel: factor,
        }),
      )
      .default([])
      .meta({
        description:
          'How whole shifts differ: factors on the expected means. Each simulated shift is one of them, drawn with equal chance',
      }),
    delayProbability: z.number().default(0),
  })
  .meta({
    id: 'Mine',
    title: 'mining-ops mine definition',
    description: 'One shift of one fleet in one mine',
  });

/** The mine's own rules between its parts, beside the types of each. */
export const mineJsonSchema = mine.superRefine(({ truckClasses, routes, parkRoutes }, context) => {
  const refuse = (path: (string | number)[], message: string): void => {
    context.addIssue({ code: 'custom', path, message });
  };
  const needing: string[] = [];
  const check = (road: JsonRoad, legs: readonly JsonLeg[], path: [string, number]): void => {
    const lengthKm = road.profile === undefined ? null : profileLengthKm(road.profile);
    if (road.distanceKm === undefined && lengthKm === null)
      refuse([...path, 'distanceKm'], 'is needed where the road has no profile');
    else if (
      road.distanceKm !== undefined &&
      lengthKm !== null &&
      Math.abs(lengthKm / road.distanceKm - 1) > LENGTH_TOLERANCE
    )
      refuse([...path, 'distanceKm'], `is ${road.distanceKm}, but the profile is ${lengthKm} km long`);
    if (lengthKm !== null && legs.some(isComputed)) needing.push(`${path[0]}[${path[1]}]`);
  };
  routes.forEach((road, r) => {
    check(road, [road.loaded, road.empty], ['routes', r]);
  });
  parkRoutes.forEach((road, r) => {
    check(road, [road.leg], ['parkRoutes', r]);
  });
  truckClasses.forEach(({ physics }, c) => {
    if (physics === undefined && needing.length > 0)
      refuse(
        ['truckClasses', c, 'physics'],
        `is needed: travel on ${needing.join(', ')} is computed from a profile. Give it, or travelMin or speedKmH there`,
      );
  });
});

/** A distance and a profile that differ by more than this are of two roads. */
const LENGTH_TOLERANCE = 0.02;

export type MineJson = z.infer<typeof mineJsonSchema>;
export type JsonLeg = z.infer<typeof leg>;
export type JsonVariate = z.infer<typeof variate>;
export type JsonSpread = z.infer<typeof spread>;
export type JsonLoading = z.infer<typeof loading>;
export type JsonProfile = z.infer<typeof profile>;
export type JsonTruckPhysics = z.infer<typeof truckPhysics>;
type JsonRoad = Pick<MineJson['routes'][number], 'distanceKm' | 'profile'>;

export function profileLengthKm(segments: JsonProfile): number {
  return segments.reduce((sum, { lengthM }) => sum + lengthM, 0) / 1000;
}

/** Whether travel of a leg is left to the road's profile. */
export function isComputed({ travelMin, speedKmH }: JsonLeg): boolean {
  return travelMin === undefined && speedKmH === undefined;
}
