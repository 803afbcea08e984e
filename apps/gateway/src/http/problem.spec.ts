import { Problem, problemSchema } from './problem.js';

describe('Problem.ofFaults', () => {
  it('makes one sentence of each fault, beginning with the field', () => {
    const problem = Problem.ofFaults(422, 'INVALID_FIELD', [
      { field: 'a.b', message: 'must be a number, is "x"' },
      { field: 'c', message: 'is missing; it must be a string' },
    ]);
    expect(problem.detail).toBe('a.b must be a number, is "x"; c is missing; it must be a string');
    expect(problem.getStatus()).toBe(422);
    expect(problem.faults).toHaveLength(2);
  });

  it('calls the whole body the body', () => {
    const problem = Problem.ofFaults(422, 'X', [{ field: '', message: 'must be an object, is 5' }]);
    expect(problem.detail).toBe('the body must be an object, is 5');
  });
});

describe('problemSchema', () => {
  it('accepts its own example, and nothing that lacks a member', () => {
    const example = problemSchema.meta()?.['example'] as object;
    expect(problemSchema.safeParse(example).success).toBe(true);
    for (const key of Object.keys(example)) {
      expect(problemSchema.safeParse({ ...example, [key]: undefined }).success).toBe(false);
    }
  });
});
