import { dispatchRuleNamed, DISPATCH_RULES } from '../dispatch/all-rules.js';
import type { DefinitionFault } from './definition-fault.js';
import type { Leg, LoadingDefinition, MineDefinition } from './mine-definition.js';
import { MOST_PASSES, passesToFill } from './pass-load.js';
import { SHIFT_QUANTITIES } from './shift-effect.js';
import { spreadFaults, type Spread, type Variate } from './spread.js';

/** All reasons why a definition cannot run; empty where it can. Paths are like `trucks[3].class`. */
export function mineFaults(mine: MineDefinition): DefinitionFault[] {
  const list = new FaultList();
  shiftFaults(mine, list);
  truckFaults(mine, list);
  siteFaults(mine, list);
  routeFaults(mine, list);
  extrasFaults(mine, list);
  if (!dispatchRuleNamed(mine.dispatchRule)) {
    const names = DISPATCH_RULES.map(({ name }) => name).join(', ');
    list.add('dispatchRule', `"${mine.dispatchRule}" is none of ${names}`);
  }
  return list.faults;
}

const isPositive = (value: number): boolean => value > 0 && Number.isFinite(value);

class FaultList {
  readonly faults: DefinitionFault[] = [];

  add(path: string, reason: string): void {
    this.faults.push({ path, reason });
  }

  positive(value: number, path: string): void {
    if (!isPositive(value)) this.add(path, `must be above 0, is ${value}`);
  }

  notNegative(value: number, path: string): void {
    if (!(value >= 0 && Number.isFinite(value))) this.add(path, `must not be negative, is ${value}`);
  }

  count(value: number, path: string): void {
    if (!(Number.isInteger(value) && value > 0)) this.add(path, `must be a whole number from 1, is ${value}`);
  }

  fraction(value: number, path: string): void {
    if (!(value >= 0 && value <= 1)) this.add(path, `must be from 0 to 1, is ${value}`);
  }

  variate({ mean, spread }: Variate, path: string): void {
    this.positive(mean, `${path}.mean`);
    this.spread(spread, `${path}.spread`);
  }

  spread(spread: Spread, path: string): void {
    for (const reason of spreadFaults(spread)) this.add(path, reason);
  }

  unique(ids: readonly string[], path: string): void {
    const seen = new Set<string>();
    ids.forEach((id, i) => {
      if (seen.has(id)) this.add(`${path}[${i}].id`, `"${id}" is there twice`);
      seen.add(id);
    });
  }

  known(id: string, ids: ReadonlySet<string>, path: string, what: string): void {
    if (!ids.has(id)) this.add(path, `there is no ${what} "${id}"`);
  }
}

function shiftFaults({ shift }: MineDefinition, list: FaultList): void {
  list.positive(shift.durationMin, 'shift.durationMin');
  list.notNegative(shift.overrunMin, 'shift.overrunMin');
  list.notNegative(shift.startLossMin, 'shift.startLossMin');
  let freeFromMin = 0;
  shift.breaks.forEach(({ startMin, durationMin }, i) => {
    list.positive(durationMin, `shift.breaks[${i}].durationMin`);
    if (!(startMin >= freeFromMin))
      list.add(
        `shift.breaks[${i}].startMin`,
        `must be at ${freeFromMin} min or later, after the break before it; is ${startMin}`,
      );
    freeFromMin = startMin + durationMin;
  });
}

function truckFaults({ trucks, truckClasses, loadSites }: MineDefinition, list: FaultList): void {
  list.unique(
    truckClasses.map(({ id }) => id),
    'truckClasses',
  );
  truckClasses.forEach((truckClass, i) => {
    list.positive(truckClass.capacityT, `truckClasses[${i}].capacityT`);
    list.notNegative(truckClass.idleFuelLPerMin, `truckClasses[${i}].idleFuelLPerMin`);
    if (truckClass.tankL !== null) list.positive(truckClass.tankL, `truckClasses[${i}].tankL`);
  });
  if (trucks.length === 0) list.add('trucks', 'there is no truck');
  list.unique(
    trucks.map(({ id }) => id),
    'trucks',
  );
  const classes = new Set(truckClasses.map(({ id }) => id));
  const sites = new Set(loadSites.map(({ id }) => id));
  trucks.forEach((truck, i) => {
    list.known(truck.class, classes, `trucks[${i}].class`, 'truck class');
    for (const name of [
      'travelFactor',
      'loadingFactor',
      'dumpingFactor',
      'payloadFactor',
      'fuelFactor',
    ] as const)
      list.positive(truck[name], `trucks[${i}].${name}`);
    if (truck.loadSite !== null) list.known(truck.loadSite, sites, `trucks[${i}].loadSite`, 'load site');
  });
}

function siteFaults({ loadSites, dumpSites, truckClasses }: MineDefinition, list: FaultList): void {
  list.unique(
    loadSites.map(({ id }) => id),
    'loadSites',
  );
  list.unique(
    dumpSites.map(({ id }) => id),
    'dumpSites',
  );
  if (loadSites.length === 0) list.add('loadSites', 'there is no load site');
  if (dumpSites.length === 0) list.add('dumpSites', 'there is no dump');
  loadSites.forEach(({ id, loaders }, s) => {
    if (loaders.length === 0) list.add(`loadSites[${s}].loaders`, `load site ${id} has no loader`);
    loaders.forEach(({ loading }, l) => {
      const path = `loadSites[${s}].loaders[${l}].loading`;
      loadingFaults(loading, path, list);
      if (loading.kind === 'passes') {
        for (const { id: truckClass, capacityT } of truckClasses)
          fitFaults(loading, truckClass, capacityT, path, list);
      }
    });
  });
  dumpSites.forEach(({ bays, dumpingMin }, d) => {
    list.count(bays, `dumpSites[${d}].bays`);
    list.variate(dumpingMin, `dumpSites[${d}].dumpingMin`);
  });
}

function loadingFaults(loading: LoadingDefinition, path: string, list: FaultList): void {
  if (loading.kind === 'whole') {
    list.variate(loading.loadingMin, `${path}.loadingMin`);
    list.variate(loading.payloadFraction, `${path}.payloadFraction`);
  } else {
    list.notNegative(loading.spotMin.mean, `${path}.spotMin.mean`);
    list.spread(loading.spotMin.spread, `${path}.spotMin.spread`);
    list.variate(loading.passMin, `${path}.passMin`);
    list.variate(loading.passT, `${path}.passT`);
  }
}

function fitFaults(
  loading: Extract<LoadingDefinition, { kind: 'passes' }>,
  truckClass: string,
  capacityT: number,
  path: string,
  list: FaultList,
): void {
  const passT = loading.passT.mean;
  if (!(passT > 0 && capacityT > 0)) return; // said already
  const passes = passesToFill(capacityT, passT);
  if (passes < 1)
    list.add(`${path}.passT`, `one bucket of ${passT} t overloads a truck of ${truckClass} (${capacityT} t)`);
  else if (passes > MOST_PASSES)
    list.add(
      `${path}.passT`,
      `a truck of ${truckClass} (${capacityT} t) needs ${passes} buckets of ${passT} t, more than ${MOST_PASSES}`,
    );
}

function routeFaults(mine: MineDefinition, list: FaultList): void {
  const loadSites = new Set(mine.loadSites.map(({ id }) => id));
  const dumpSites = new Set(mine.dumpSites.map(({ id }) => id));
  const joined = new Set<string>();
  mine.routes.forEach((route, r) => {
    list.known(route.loadSite, loadSites, `routes[${r}].loadSite`, 'load site');
    list.known(route.dumpSite, dumpSites, `routes[${r}].dumpSite`, 'dump');
    const pair = JSON.stringify([route.loadSite, route.dumpSite]);
    if (joined.has(pair))
      list.add(`routes[${r}]`, `${route.loadSite} and ${route.dumpSite} are joined already`);
    joined.add(pair);
    list.notNegative(route.distanceKm, `routes[${r}].distanceKm`);
    legFaults(route.loaded, mine.truckClasses.length, `routes[${r}].loaded`, list);
    legFaults(route.empty, mine.truckClasses.length, `routes[${r}].empty`, list);
  });
  mine.parkRoutes.forEach(({ loadSite, leg }, r) => {
    list.known(loadSite, loadSites, `parkRoutes[${r}].loadSite`, 'load site');
    legFaults(leg, mine.truckClasses.length, `parkRoutes[${r}].leg`, list);
  });
  const fromPark = new Set(mine.parkRoutes.map(({ loadSite }) => loadSite));
  const hauled = new Set(mine.routes.map(({ loadSite }) => loadSite));
  mine.loadSites.forEach(({ id }, s) => {
    if (!hauled.has(id)) list.add(`loadSites[${s}]`, `no road leads from ${id} to any dump`);
  });
  if (mine.loadSites.length > 0 && ![...fromPark].some((id) => hauled.has(id)))
    list.add('parkRoutes', 'no road leads from the park to a load site that trucks could haul from');
  mine.trucks.forEach(({ loadSite }, i) => {
    if (loadSite !== null && loadSites.has(loadSite) && !fromPark.has(loadSite))
      list.add(`trucks[${i}].loadSite`, `no road leads from the park to ${loadSite}`);
  });
}

function legFaults(leg: Leg, classes: number, path: string, list: FaultList): void {
  const means = (values: readonly number[], name: string, check: 'positive' | 'notNegative'): void => {
    if (values.length !== classes)
      list.add(`${path}.${name}`, `must have one number a truck class (${classes}), has ${values.length}`);
    values.forEach((value, c) => {
      list[check](value, `${path}.${name}[${c}]`);
    });
  };
  means(leg.travelMeansMin, 'travelMeansMin', 'positive');
  means(leg.fuelMeansL, 'fuelMeansL', 'notNegative');
  list.spread(leg.travelSpread, `${path}.travelSpread`);
  list.spread(leg.fuelSpread, `${path}.fuelSpread`);
}

function extrasFaults(mine: MineDefinition, list: FaultList): void {
  const { weather, truckBreakdowns, loaderBreakdowns, refuelling } = mine;
  if (weather) weatherFaults(weather, list);
  for (const [name, breakdowns] of Object.entries({ truckBreakdowns, loaderBreakdowns })) {
    if (!breakdowns) continue;
    list.variate(breakdowns.lifeH, `${name}.lifeH`);
    list.variate(breakdowns.repairMin, `${name}.repairMin`);
  }
  if (refuelling) {
    list.count(refuelling.bays, 'refuelling.bays');
    list.variate(refuelling.refuellingMin, 'refuelling.refuellingMin');
    list.fraction(refuelling.reserveFraction, 'refuelling.reserveFraction');
  }
  mine.shiftEffects.forEach((effect, i) => {
    for (const quantity of SHIFT_QUANTITIES) {
      // There may be thousands: their paths are written out only where something is wrong.
      if (!isPositive(effect[quantity])) list.positive(effect[quantity], `shiftEffects[${i}].${quantity}`);
    }
  });
  list.fraction(mine.delayProbability, 'delayProbability');
}

function weatherFaults(weather: NonNullable<MineDefinition['weather']>, list: FaultList): void {
  const { states, nextProbabilities } = weather;
  if (states.length === 0) list.add('weather.states', 'there is no state');
  states.forEach((state, i) => {
    list.positive(state.meanStayMin, `weather.states[${i}].meanStayMin`);
    list.positive(state.travelFactor, `weather.states[${i}].travelFactor`);
    list.positive(state.loadingFactor, `weather.states[${i}].loadingFactor`);
    list.positive(state.fuelFactor, `weather.states[${i}].fuelFactor`);
  });
  if (nextProbabilities.length !== states.length)
    list.add('weather.nextProbabilities', `must have one row a state (${states.length})`);
  nextProbabilities.forEach((row, i) => {
    const path = `weather.nextProbabilities[${i}]`;
    row.forEach((p, j) => {
      list.fraction(p, `${path}[${j}]`);
    });
    const sum = row.reduce((a, b) => a + b, 0);
    if (row.length !== states.length) list.add(path, `must have one number a state (${states.length})`);
    else if (states.length > 1 && Math.abs(sum - 1) > 1e-6)
      list.add(path, `must add up to 1, adds up to ${sum}`);
    if ((row[i] ?? 0) > 0) list.add(`${path}[${i}]`, 'a state cannot follow itself');
  });
}
