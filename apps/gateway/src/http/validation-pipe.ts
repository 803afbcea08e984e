import { StandardSchemaValidationPipe, type ArgumentMetadata } from '@nestjs/common';
import { DEEPEST_BODY, isNestedDeeperThan } from './nesting.js';
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
export class ValidationPipe extends StandardSchemaValidationPipe {
  /** Nest's own would not know the name of a path parameter, which is in no issue's path. */
  override async transform<T>(value: T, metadata: ArgumentMetadata): Promise<T> {
    const { schema, data } = metadata;
    if (schema === undefined || !this.toValidate(metadata)) return value;
    // Whatever walks the body recursively from here on would run out of stack: a defect by its looks, not bad input.
    if (isNestedDeeperThan(DEEPEST_BODY, value)) {
      throw new Problem(422, 'NESTED_TOO_DEEPLY', `the body is nested more than ${DEEPEST_BODY} levels deep`);
    }
    this.stripProtoKeys(value);
    const result = await this.validate<T>(value, schema);
    if (result.issues) throw problemOf(result.issues, data);
    return result.value;
  }
}

/** @param parameter name of the path or query parameter that the issues are about; none for a body or a whole query */
export function problemOf(issues: readonly Issue[], parameter?: string): Problem {
  const root = parameter === undefined ? [] : [parameter];
  const faults: FieldFault[] = issues.slice(0, MOST_FAULTS).map(({ path = [], message }) => ({
    field: [...root, ...path].map((part) => String(typeof part === 'object' ? part.key : part)).join('.'),
    message,
  }));
  const special = issues.find((issue) => issue.params?.status !== undefined)?.params;
  return Problem.ofFaults(special?.status ?? 422, special?.code ?? 'INVALID_FIELD', faults);
}
