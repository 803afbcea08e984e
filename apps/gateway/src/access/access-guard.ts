import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { includesRole } from '@mining-ops/platform/sign-in/role.js';
import type { Request, Response } from 'express';
import { Problem } from '../http/problem.js';
import { NEEDED, type Needed } from './access.js';
import { identityOf } from './caller.js';

/** Lets a request through to its route where its key's role is enough. */
export class AccessGuard implements CanActivate {
  private readonly reflector = new Reflector();

  /** @throws Problem 401 without an accepted key, 403 where its role is too low */
  canActivate(context: ExecutionContext): boolean {
    const needed =
      this.reflector.getAllAndOverride<Needed | undefined>(NEEDED, [
        context.getHandler(),
        context.getClass(),
      ]) ?? 'operator';
    if (needed === 'nothing') return true;
    const http = context.switchToHttp();
    const request = http.getRequest<Request>();
    const identity = identityOf(request);
    if (identity.caller === null) {
      http.getResponse<Response>().setHeader('WWW-Authenticate', 'Bearer realm="mining-ops"');
      throw new Problem(401, identity.code, identity.why);
    }
    const { role, keyName } = identity.caller;
    if (includesRole(role, needed)) return true;
    throw new Problem(
      403,
      'ROLE_TOO_LOW',
      `${request.method} ${request.path} needs the role ${needed}; the key "${keyName ?? ''}" has ${role}`,
    );
  }
}
