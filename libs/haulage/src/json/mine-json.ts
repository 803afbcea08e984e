import { z } from 'zod';
import type { Leg, MineDefinition } from '../definition/mine-definition.js';
import { passLoadT } from '../definition/pass-load.js';
import { CERTAIN, type Spread, type Variate } from '../definition/spread.js';
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

const leg = z
  .object({
    travelMin: perClass.optional().meta({ description: 'Travel of every truck, or by truck class, min' }),
    speedKmH: perClass.optional().meta({ description: 'Instead of travelMin: mean speed over the distance' }),
    travelSpread: spread.default({ kind: 'none' }),
    fuelL: perClass.default(0).meta({ description: 'Fuel of one way, L' }),
    fuelSpread: spread.default({ kind: 'none' }),
    overtaking: z
      .boolean()
      .default(true)
      .meta({ description: 'False: a slow truck holds up those behind it' }),
  })
  .meta({ id: 'Leg', description: 'One direction of a road; give travelMin or speedKmH' });

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

const breakdowns = z
  .object({ lifeH: variate.meta({ description: 'Running hours between failures' }), repairMin: variate })
  .nullable()
  .default(null);

export const mineJsonSchema = z
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
        idleFuelLPerMin: z.number().default(0),
        tankL: z.number().nullable().default(null),
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
        distanceKm: z.number(),
        loaded: leg,
        empty: leg,
      }),
    ),
    parkRoutes: z.array(z.object({ loadSite: z.string(), distanceKm: z.number(), leg })),
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
    delayProbability: z.number().default(0),
  })
  .meta({
    id: 'Mine',
    title: 'mining-ops mine definition',
    description: 'One shift of one fleet in one mine',
  });

export type MineJson = z.infer<typeof mineJsonSchema>;
type JsonLeg = z.infer<typeof leg>;
type JsonVariate = z.infer<typeof variate>;
type JsonSpread = z.infer<typeof spread>;

/** The definition that a mine as people write it means. Whether it can work is for `mineFaults` to say. */
export function mineFromJson(json: MineJson): MineDefinition {
  const classIds = json.truckClasses.map(({ id }) => id);
  return {
    shift: json.shift,
    truckClasses: json.truckClasses,
    trucks: json.trucks.flatMap(({ id, count, ...truck }, entry) =>
      Array.from({ length: count }, (_, i) => ({
        ...truck,
        id: id === undefined ? `${truck.class}-${entry + 1}.${i + 1}` : count === 1 ? id : `${id}-${i + 1}`,
      })),
    ),
    loadSites: json.loadSites.map(({ id, sharedQueue, loaders }) => ({
      id,
      sharedQueue,
      loaders: loaders.map((loader) => ({ id: loader.id, loading: loadingOf(loader.loading) })),
    })),
    dumpSites: json.dumpSites.map(({ id, bays, dumpingMin }) => ({
      id,
      bays,
      dumpingMin: variateOf(dumpingMin),
    })),
    routes: json.routes.map(({ loadSite, dumpSite, distanceKm, loaded, empty }) => ({
      loadSite,
      dumpSite,
      distanceKm,
      loaded: legOf(loaded, distanceKm, classIds),
      empty: legOf(empty, distanceKm, classIds),
    })),
    parkRoutes: json.parkRoutes.map(({ loadSite, distanceKm, leg: way }) => ({
      loadSite,
      leg: legOf(way, distanceKm, classIds),
    })),
    dispatchRule: json.dispatchRule,
    weather: json.weather,
    truckBreakdowns: breakdownsOf(json.truckBreakdowns),
    loaderBreakdowns: breakdownsOf(json.loaderBreakdowns),
    refuelling: json.refuelling && {
      bays: json.refuelling.bays,
      refuellingMin: variateOf(json.refuelling.refuellingMin),
      reserveFraction: json.refuelling.reserveFraction,
    },
    delayProbability: json.delayProbability,
    durationSource: 'given',
  };
}

function spreadOf(json: JsonSpread): Spread {
  return json.kind === 'table' ? { kind: 'table', quantiles: Float64Array.from(json.quantiles) } : json;
}

function variateOf(json: JsonVariate): Variate {
  return typeof json === 'number'
    ? { mean: json, spread: CERTAIN }
    : { mean: json.mean, spread: spreadOf(json.spread) };
}

function breakdownsOf(json: MineJson['truckBreakdowns']): MineDefinition['truckBreakdowns'] {
  return json && { lifeH: variateOf(json.lifeH), repairMin: variateOf(json.repairMin) };
}

function loadingOf(
  json: z.infer<typeof loading>,
): MineDefinition['loadSites'][number]['loaders'][number]['loading'] {
  if ('loadingMin' in json) {
    return {
      kind: 'whole',
      loadingMin: variateOf(json.loadingMin),
      payloadFraction: variateOf(json.payloadFraction),
    };
  }
  // What is missing becomes NaN, which `mineFaults` refuses by its path.
  const bucketT = passLoadT(json.bucketM3 ?? NaN, json.fillFactor ?? NaN, json.densityTPerM3 ?? NaN);
  return {
    kind: 'passes',
    spotMin: variateOf(json.spotMin),
    passMin: variateOf(json.passMin),
    passT: variateOf(json.passT ?? bucketT),
  };
}

function legOf(json: JsonLeg, distanceKm: number, classIds: readonly string[]): Leg {
  const { travelMin, speedKmH } = json;
  return {
    travelMeansMin: classIds.map((id) =>
      travelMin === undefined ? (distanceKm / ofClass(speedKmH, id)) * 60 : ofClass(travelMin, id),
    ),
    travelSpread: spreadOf(json.travelSpread),
    fuelMeansL: classIds.map((id) => ofClass(json.fuelL, id)),
    fuelSpread: spreadOf(json.fuelSpread),
    overtaking: json.overtaking,
  };
}

function ofClass(values: number | Record<string, number> | undefined, id: string): number {
  return typeof values === 'number' ? values : (values?.[id] ?? NaN);
}
