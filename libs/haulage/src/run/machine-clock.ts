/** What a truck can be doing. `parked`: before it leaves the park, and after its last load. */
export const TRUCK_STATES = [
  'parked',
  'travellingEmpty',
  'queueingToLoad',
  'loading',
  'travellingLoaded',
  'queueingToDump',
  'dumping',
  'queueingToRefuel',
  'refuelling',
  'down',
  'onBreak',
] as const;
export type TruckStateName = (typeof TRUCK_STATES)[number];

/** What a loader can be doing. */
export const LOADER_STATES = ['idle', 'loading', 'down', 'onBreak'] as const;
export type LoaderStateName = (typeof LOADER_STATES)[number];

/** Numbers of the states, as a clock counts them. */
export const TRUCK = {
  parked: 0,
  travellingEmpty: 1,
  queueingToLoad: 2,
  loading: 3,
  travellingLoaded: 4,
  queueingToDump: 5,
  dumping: 6,
  queueingToRefuel: 7,
  refuelling: 8,
  down: 9,
  onBreak: 10,
} as const satisfies Record<TruckStateName, number>;
export const LOADER = { idle: 0, loading: 1, down: 2, onBreak: 3 } as const satisfies Record<
  LoaderStateName,
  number
>;

/** Minutes that each machine of a kind spent in each state. */
export class MachineClock {
  /** [machine · states + state]; machines that do something add to it. */
  readonly minutes: Float64Array;

  constructor(
    readonly machines: number,
    readonly states: number,
  ) {
    this.minutes = new Float64Array(machines * states);
  }

  reset(): void {
    this.minutes.fill(0);
  }

  /** Where the minutes of a machine in a state are. */
  at(machine: number, state: number): number {
    return machine * this.states + state;
  }

  /** Minutes that all machines together spent in a state. */
  total(state: number): number {
    let sum = 0;
    for (let at = state; at < this.minutes.length; at += this.states) sum += this.minutes[at]!;
    return sum;
  }
}
