import { z } from 'zod';

const LONGEST_VALUE = 60;

/**
 * Zod's faults in the words of our errors: they follow the field's name, show the value, and say what would be right.
 * Messages that a schema gives itself stay as they are.
 */
export function useOwnMessages(): void {
  z.config({ customError: (issue) => messageOf(issue) });
}

function messageOf(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined
        ? `is missing; it must be ${noun(issue.expected)}`
        : `must be ${noun(issue.expected)}, is ${shown(issue.input)}`;
    case 'too_small':
      return `must ${quantity(issue.origin, issue.inclusive === false ? 'more than' : 'at least', issue.minimum)}, is ${shown(issue.input)}`;
    case 'too_big':
      return `must ${quantity(issue.origin, issue.inclusive === false ? 'less than' : 'at most', issue.maximum)}, is ${shown(issue.input)}`;
    case 'invalid_value':
      return `must be one of ${issue.values.map(String).join(', ')}, is ${shown(issue.input)}`;
    default:
      return undefined;
  }
}

/** Zod's type names that JSON's readers would not know. */
const NOUNS: Readonly<Record<string, string>> = {
  int: 'a whole number',
  record: 'an object',
  object: 'an object',
  array: 'a list',
};

function noun(expected: string): string {
  return NOUNS[expected] ?? `a ${expected}`;
}

function quantity(origin: string, bound: string, value: number | bigint): string {
  if (origin === 'string') return `have ${bound} ${value} ${value === 1 ? 'character' : 'characters'}`;
  if (origin === 'array') return `have ${bound} ${value} ${value === 1 ? 'entry' : 'entries'}`;
  return `be ${bound} ${value}`;
}

/** A value as it may stand in an error: short. */
export function shown(value: unknown): string {
  if (typeof value === 'string') {
    return value.length > LONGEST_VALUE ? `a text of ${value.length} characters` : JSON.stringify(value);
  }
  if (Array.isArray(value)) return `a list of ${value.length}`;
  return typeof value === 'object' && value !== null ? 'an object' : String(value);
}
