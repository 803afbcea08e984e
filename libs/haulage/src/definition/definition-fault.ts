/** A reason why a definition cannot run: where in it, and what is wrong. */
export interface DefinitionFault {
  readonly path: string;
  readonly reason: string;
}

/** A definition cannot work; `faults` has every reason. */
export class InvalidDefinitionError extends Error {
  override readonly name = 'InvalidDefinitionError';

  constructor(readonly faults: readonly DefinitionFault[]) {
    super(`the mine cannot work: ${faults.map((fault) => `${fault.path}: ${fault.reason}`).join('; ')}`);
  }
}
