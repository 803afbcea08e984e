import { TARGETS, type TargetDefinition } from '@mining-ops/learning/features/targets.js';
import { OptionsError } from './options.js';

const known = TARGETS.map(({ name }) => name).join(', ');

/** The target of a name. @throws OptionsError */
export function targetOf(name: string): TargetDefinition {
  const target = TARGETS.find((one) => one.name === name);
  if (target === undefined) throw new OptionsError(`"${name}" is no target; there are ${known}`);
  return target;
}

/** Targets by name, in the order of `TARGETS`; all of them where none is named. @throws OptionsError */
export function targetsOf(names: readonly string[]): readonly TargetDefinition[] {
  if (names.length === 0) return TARGETS;
  const named = new Set(names.map(targetOf));
  return TARGETS.filter((target) => named.has(target));
}
