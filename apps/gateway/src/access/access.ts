import { applyDecorators, SetMetadata } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiExtension,
  ApiForbiddenResponse,
  ApiSecurity,
  ApiUnauthorizedResponse,
} from '@nestjs/swagger';
import type { Role } from '@mining-ops/platform/sign-in/role.js';
import { problemSchema } from '../http/problem.js';

/** What a route needs: a role, or nothing. */
export type Needed = Role | 'nothing';

/** Where a route's need is kept; the guard reads it. */
export const NEEDED = Symbol('needed role');

/** Names of the two ways to send a key, in the OpenAPI document. */
export const BEARER_SCHEME = 'bearer';
export const HEADER_SCHEME = 'api-key';

/**
 * Says who may use a route, or all of a controller's. A route that says nothing is for operators only.
 */
export function Needs(needed: Needed): ClassDecorator & MethodDecorator {
  if (needed === 'nothing')
    return applyDecorators(SetMetadata(NEEDED, needed), ApiExtension('x-required-role', 'none'));
  return applyDecorators(
    SetMetadata(NEEDED, needed),
    ApiExtension('x-required-role', needed),
    ApiBearerAuth(BEARER_SCHEME),
    ApiSecurity(HEADER_SCHEME),
    ApiUnauthorizedResponse({
      standardSchema: problemSchema,
      description: 'The system has API keys, and the request none that is accepted',
    }),
    ApiForbiddenResponse({
      standardSchema: problemSchema,
      description: `The key's role is below ${needed}, which this needs`,
    }),
  );
}
