import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { FleetDataError } from '@mining-ops/fleet-data/fleet-data-error.js';
import { temporaryFolders } from '@mining-ops/fleet-data/testing/temporary-folder.js';
import { RegistryError } from '@mining-ops/learning/registry/current-versions.js';
import { failureOf } from './failure-of.js';

const newFolder = temporaryFolders();

describe('a step that failed', () => {
  it.each([
    [
      'of its data says which column, and is not tried again',
      new FleetDataError('MISSING_COLUMN', 'it lacks id', { columns: ['id'] }),
      { code: 'DATA_MISSING_COLUMN', message: 'it lacks id', field: 'id', kind: 'BAD_INPUT' },
    ],
    [
      'of a file that another process writes is tried again',
      new FleetDataError('LOCKED', 'held by another'),
      { code: 'DATA_LOCKED', message: 'held by another', field: null, kind: 'UNAVAILABLE' },
    ],
    [
      'of a version that is gone says so',
      new RegistryError('UNKNOWN_VERSION', 'no such version'),
      { code: 'MODELS_UNUSABLE', message: 'no such version', field: null, kind: 'BAD_INPUT' },
    ],
    [
      'of a defect keeps the details for the log',
      new TypeError('x is not a function'),
      {
        code: 'INTERNAL',
        message: 'an internal error in a step of the training; see the trainer log',
        field: null,
        kind: 'INTERNAL',
      },
    ],
  ])('%s', (_what, error, failure) => {
    expect(failureOf(error)).toEqual(failure);
  });

  it('of the disk says what to do, with the file and the system’s own words', async () => {
    const folder = path.join(await newFolder(), 'no', 'such');
    const missing: unknown = await writeFile(folder, '').catch((error: unknown) => error);
    expect(failureOf(missing).kind).toBe('INTERNAL'); // a file that ought to be there is a defect
    const full = Object.assign(new Error("ENOSPC: no space left on device, write '/m/current.json'"), {
      code: 'ENOSPC',
    });
    expect(failureOf(full)).toEqual({
      code: 'FILES_UNAVAILABLE',
      message: "the disk is full: make room (ENOSPC: no space left on device, write '/m/current.json')",
      field: null,
      kind: 'UNAVAILABLE',
    });
  });
});
