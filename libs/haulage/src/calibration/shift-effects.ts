import type { RandomStream } from '@mining-ops/des/random/random-stream.js';
import type { Leg, MineDefinition } from '../definition/mine-definition.js';
import type { Variate } from '../definition/spread.js';

/** What can be better or worse for a whole shift than its conditions tell. */
export const SHIFT_QUANTITIES = ['loading', 'hauling', 'return', 'dumping', 'payload', 'fuel'] as const;
export type ShiftQuantity = (typeof SHIFT_QUANTITIES)[number];

/** One shift's factors on the expected means; 1 is as expected. */
export type ShiftEffect = Readonly<Record<ShiftQuantity, number>>;

/**
 * How whole shifts have differed from what their conditions let expect, one entry a recorded shift. Trips of one shift
 * share what no record names (the ground that day, the loader's operator, what the calibration got wrong of the road),
 * so that their chance does not average out: without this the band of a shift's mean is too narrow.
 */
export type ShiftEffects = readonly ShiftEffect[];

export const NO_SHIFT_EFFECT: ShiftEffect = {
  loading: 1,
  hauling: 1,
  return: 1,
  dumping: 1,
  payload: 1,
  fuel: 1,
};

/** One of the recorded effects, whole: what is slow on the way out is slow on the way back. */
export function drawShiftEffect(stream: RandomStream, effects: ShiftEffects): ShiftEffect {
  return effects[stream.integer(effects.length)] ?? NO_SHIFT_EFFECT;
}

/** The same mine on a day that differs by `effect`. The way from the park stays as it is. */
export function underShiftEffect(mine: MineDefinition, effect: ShiftEffect): MineDefinition {
  const travelled = (leg: Leg, factor: number): Leg => ({
    ...leg,
    travelMeansMin: leg.travelMeansMin.map((mean) => mean * factor),
    fuelMeansL: leg.fuelMeansL.map((mean) => mean * effect.fuel),
  });
  return {
    ...mine,
    loadSites: mine.loadSites.map((site) => ({
      ...site,
      loaders: site.loaders.map(({ id, loading }) => ({
        id,
        loading:
          loading.kind === 'whole'
            ? {
                kind: loading.kind,
                loadingMin: scaled(loading.loadingMin, effect.loading),
                payloadFraction: scaled(loading.payloadFraction, effect.payload),
              }
            : {
                kind: loading.kind,
                spotMin: scaled(loading.spotMin, effect.loading),
                passMin: scaled(loading.passMin, effect.loading),
                passT: scaled(loading.passT, effect.payload),
              },
      })),
    })),
    dumpSites: mine.dumpSites.map((dump) => ({
      ...dump,
      dumpingMin: scaled(dump.dumpingMin, effect.dumping),
    })),
    routes: mine.routes.map((route) => ({
      ...route,
      loaded: travelled(route.loaded, effect.hauling),
      empty: travelled(route.empty, effect.return),
    })),
  };
}

function scaled({ mean, spread }: Variate, factor: number): Variate {
  return { mean: mean * factor, spread };
}
