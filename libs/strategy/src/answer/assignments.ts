import { z } from 'zod';
import type { Crew } from '../staffing/crews.js';

const assignmentSchema = z.object({
  id: z.string(),
  name: z.string(),
  operatorId: z.string(),
});

/** Which machines work, and who operates each. */
export const assignmentsSchema = z.object({
  trucks: z.array(assignmentSchema.extend({ capacityT: z.number() })),
  loaders: z.array(assignmentSchema.extend({ bucketCapacityM3: z.number() })),
});

/** The first trucks of a crew, and all its loaders, by name. */
export function assignments(crew: Crew, truckCount: number): z.infer<typeof assignmentsSchema> {
  return {
    trucks: crew.trucks.slice(0, truckCount).map(({ truck, driver }) => ({
      id: truck.id,
      name: truck.code ?? truck.name ?? truck.id,
      capacityT: truck.capacityT,
      operatorId: driver.id,
    })),
    loaders: crew.loaders.map((loader, i) => ({
      id: loader.id,
      name: loader.name,
      bucketCapacityM3: loader.bucketCapacityM3,
      operatorId: crew.loaderOperators[i]!.id,
    })),
  };
}
