/** Those who wait before a pool, in the order of its discipline. Entities are whole numbers from 0, each at most once. */
export interface WaitingLine {
  /** How many wait. */
  readonly length: number;
  /** Takes out the one whose turn it is; −1 where none waits. */
  takeNext(): number;
  /** Takes out one who gave up. False where it does not wait; the order of the others stays. */
  remove(entity: number): boolean;
  /** Sends everybody away. */
  clear(): void;
}
