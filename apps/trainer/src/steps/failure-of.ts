import { FleetDataError, messageOf, systemCode } from '@mining-ops/fleet-data/fleet-data-error.js';
import { JobFailedError, type JobFailure } from '@mining-ops/jobs/definitions/job-failure.js';
import { ValidationError } from '@mining-ops/learning/gate/validate-models.js';
import { RegistryError } from '@mining-ops/learning/registry/current-versions.js';
import { ModelFilesError } from '@mining-ops/model-files/model-files-error.js';

/** Files that were being written, or are locked by a process that writes: later they will do. */
const PASSING: ReadonlySet<string> = new Set(['LOCKED', 'UNSETTLED']);

/** What the operating system refuses, and what its operator can do. */
const SYSTEM: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full: make room',
  EDQUOT: 'the disk quota is used up: make room',
  EACCES: 'the trainer may not use that file: give its user the right to',
  EPERM: 'the trainer may not use that file: give its user the right to',
  EROFS: 'the folder is read-only: the trainer writes into DATA_DIR and MODELS_DIR',
  EMFILE: 'too many files are open: raise the limit of the process',
  EIO: 'the disk cannot be read or written: look at the system log',
};

/** Why a step failed, as its job says it. `UNAVAILABLE` is worth another try. */
export function failureOf(error: unknown): JobFailure {
  if (error instanceof JobFailedError) return error.failure;
  if (error instanceof FleetDataError) {
    const [field = null] = error.columns;
    const kind = PASSING.has(error.code) ? 'UNAVAILABLE' : 'BAD_INPUT';
    return { code: `DATA_${error.code}`, message: error.message, field, kind };
  }
  if (
    error instanceof ModelFilesError ||
    error instanceof ValidationError ||
    error instanceof RegistryError
  ) {
    return { code: 'MODELS_UNUSABLE', message: error.message, field: null, kind: 'BAD_INPUT' };
  }
  const remedy = SYSTEM[systemCode(error) ?? ''];
  if (remedy !== undefined) {
    const message = `${remedy} (${messageOf(error)})`;
    return { code: 'FILES_UNAVAILABLE', message, field: null, kind: 'UNAVAILABLE' };
  }
  const message = 'an internal error in a step of the training; see the trainer log';
  return { code: 'INTERNAL', message, field: null, kind: 'INTERNAL' };
}
