import { redactSecrets } from './redact-secrets.js';

/** One variable of the environment that cannot be used. */
export interface ConfigFault {
  readonly variable: string;
  /** The value as it was given; absent where the fault is that there is none. */
  readonly value?: string;
  /** What to give instead. */
  readonly remedy: string;
}

const LONGEST_VALUE_SHOWN = 80;

/** The environment cannot be used. The message names every fault at once: the variable, its value and the remedy. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';

  constructor(readonly faults: readonly ConfigFault[]) {
    super(
      faults.length === 1
        ? faults.map(sentence).join('')
        : [`${faults.length} variables of the environment cannot be used:`, ...faults.map(sentence)].join(
            '\n  ',
          ),
    );
  }
}

function sentence({ variable, value, remedy }: ConfigFault): string {
  return value === undefined
    ? `${variable} is not set: ${remedy}`
    : `${variable} is ${JSON.stringify(shown(value))}: ${remedy}`;
}

function shown(value: string): string {
  const redacted = redactSecrets(value);
  return redacted.length <= LONGEST_VALUE_SHOWN ? redacted : `${redacted.slice(0, LONGEST_VALUE_SHOWN)}…`;
}
