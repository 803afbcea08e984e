import { StandardSchemaValidationPipe } from '@nestjs/common';
import { Problem, type FieldFault } from './problem.js';

/** What the pipe hands over: Zod's issues, which carry more than the standard promises. */
interface Issue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
  readonly params?: { readonly status?: number; readonly code?: string } | undefined;
}

/** At most this many faults are listed: a body of a million wrong numbers gets a short answer all the same. */
const MOST_FAULTS = 20;

/**
 * Validates what handlers declare with `@Body({ schema })` and the like. A fault is a 422, or what its rule says in
 * `params.status` (a 400 for requests that contradict themselves, as the contract has it).
 */
export function validationPipe(): StandardSchemaValidationPipe {
  return new StandardSchemaValidationPipe({
    exceptionFactory: (issues) => problemOf(issues),
  });
}

export function problemOf(issues: readonly Issue[]): Problem {
  const faults: FieldFault[] = issues.slice(0, MOST_FAULTS).map(({ path = [], message }) => ({
    field: path.map((part) => String(typeof part === 'object' ? part.key : part)).join('.'),
    message,
  }));
  const special = issues.find((issue) => issue.params?.status !== undefined)?.params;
  return Problem.ofFaults(special?.status ?? 422, special?.code ?? 'INVALID_FIELD', faults);
}
