import type { CompiledMine } from './compiled-mine.js';

/** The first moment from `atMin` on that no break covers. */
export function openFrom({ breakStartsMin, breakEndsMin }: CompiledMine, atMin: number): number {
  let openMin = atMin;
  for (let i = 0; i < breakStartsMin.length; i += 1) {
    if (openMin >= breakStartsMin[i]! && openMin < breakEndsMin[i]!) openMin = breakEndsMin[i]!;
  }
  return openMin;
}
