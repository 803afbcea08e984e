/** Kinds of event of a run, by what happens at it. The entity is a truck, but of a change of weather. */
export const EVENT = {
  leavePark: 0,
  arriveAtLoader: 1,
  endLoading: 2,
  arriveAtDump: 3,
  endDumping: 4,
  endRefuelling: 5,
  weatherChange: 6,
} as const;
