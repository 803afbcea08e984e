import { HttpException } from '@nestjs/common';
import { z } from 'zod';

/** One fault of a request: where, and what. */
export interface FieldFault {
  /** Path of the field as the client wrote it, such as `decision_variables.min_trucks`; "" for the whole body. */
  readonly field: string;
  readonly message: string;
}

/** The body of every error response. */
export const problemSchema = z
  .object({
    detail: z.string().meta({ description: 'What is wrong and what to do, for people' }),
    code: z.string().meta({ description: 'What is wrong, for programs' }),
    field: z.string().nullable().meta({ description: 'The first field at fault, as a path in the request' }),
    errors: z
      .array(z.object({ field: z.string(), message: z.string() }))
      .meta({ description: 'Every fault found' }),
    request_id: z.string().meta({ description: 'Names this request in the log' }),
  })
  .meta({
    id: 'Problem',
    example: {
      detail: 'fixed_conditions.target_road_id "road-9" is not in road_segments.csv',
      code: 'UNKNOWN_ROAD',
      field: 'fixed_conditions.target_road_id',
      errors: [{ field: 'fixed_conditions.target_road_id', message: '"road-9" is not in road_segments.csv' }],
      request_id: '0a9d3b1e-6d2f-4f0e-9a51-7f6f3c1f8a10',
    },
  });

/** An expected failure of a request, with the status and the words for its client. */
export class Problem extends HttpException {
  constructor(
    status: number,
    readonly code: string,
    readonly detail: string,
    readonly faults: readonly FieldFault[] = [],
    /** Further members of the response's body. */
    readonly extra: Readonly<Record<string, unknown>> = {},
  ) {
    super(detail, status);
  }

  /** A problem from faults: the detail is their sentences. */
  static ofFaults(status: number, code: string, faults: readonly FieldFault[]): Problem {
    const sentences = faults.map(({ field, message }) => `${field === '' ? 'the body' : field} ${message}`);
    return new Problem(status, code, sentences.join('; '), faults);
  }
}
