import type { HaulageDefinition } from './haulage-definition.js';
import type { Variate } from './variate.js';

/** A reason why a definition cannot run: where in it, and what is wrong. */
export interface DefinitionFault {
  readonly path: string;
  readonly reason: string;
}

/** All faults of a definition; empty where it can run. */
export function faultsOf(definition: HaulageDefinition): DefinitionFault[] {
  const faults: DefinitionFault[] = [];
  const require = (holds: boolean, path: string, reason: string): void => {
    if (!holds) faults.push({ path, reason });
  };
  const requireVariate = (variate: Variate, path: string): void => {
    require(variate.mean > 0 &&
      Number.isFinite(variate.mean), `${path}.mean`, `must be above 0, is ${variate.mean}`);
    require(variate.residuals.length > 0 &&
      variate.residuals.every(
        (r) => r >= 0 && Number.isFinite(r),
      ), `${path}.residuals`, 'must hold at least one number, none negative');
  };

  const { shift, trucks, loaders, dump } = definition;
  require(shift.durationMin > 0 &&
    Number.isFinite(shift.durationMin), 'shift.durationMin', `must be above 0, is ${shift.durationMin}`);
  require(shift.overrunMin >= 0 &&
    Number.isFinite(shift.overrunMin), 'shift.overrunMin', `must not be negative, is ${shift.overrunMin}`);
  require(trucks.length > 0, 'trucks', 'there is no truck');
  trucks.forEach((truck, i) => {
    require(truck.capacityT > 0 &&
      Number.isFinite(
        truck.capacityT,
      ), `trucks[${i}].capacityT`, `truck ${truck.id} must carry more than 0 t, has ${truck.capacityT}`);
  });
  require(loaders.length > 0, 'loaders', 'there is no loader');
  loaders.forEach((loader, i) => {
    requireVariate(loader.loadingMin, `loaders[${i}].loadingMin`);
  });
  requireVariate(definition.haulingMin, 'haulingMin');
  requireVariate(definition.returnMin, 'returnMin');
  require(Number.isInteger(dump.bays) &&
    dump.bays > 0, 'dump.bays', `must be a whole number from 1, is ${dump.bays}`);
  requireVariate(dump.dumpingMin, 'dump.dumpingMin');
  requireVariate(definition.payloadFraction, 'payloadFraction');
  requireVariate(definition.tripFuelL, 'tripFuelL');
  require(definition.idleFuelLPerMin >= 0 &&
    Number.isFinite(
      definition.idleFuelLPerMin,
    ), 'idleFuelLPerMin', `must not be negative, is ${definition.idleFuelLPerMin}`);
  require(definition.delayProbability >= 0 &&
    definition.delayProbability <=
      1, 'delayProbability', `must be from 0 to 1, is ${definition.delayProbability}`);
  return faults;
}
