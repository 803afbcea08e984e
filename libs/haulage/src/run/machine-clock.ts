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

export const TRUCK = Object.fromEntries(TRUCK_STATES.map((name, i) => [name, i])) as Readonly<
  Record<TruckStateName, number>
>;
export const LOADER = Object.fromEntries(LOADER_STATES.map((name, i) => [name, i])) as Readonly<
  Record<LoaderStateName, number>
>;

/** Minutes that each machine of a kind spent in each state: [machine · states + state]. */
export class MachineClock {
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

  add(machine: number, state: number, minutes: number): void {
    this.minutes[machine * this.states + state]! += minutes;
  }

  /** Minutes that all machines together spent in a state. */
  total(state: number): number {
    let sum = 0;
    for (let at = state; at < this.minutes.length; at += this.states) sum += this.minutes[at]!;
    return sum;
  }
}
