import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';

const PROGRAM = path.resolve(import.meta.dirname, '../../../../test/bench/reference/learning.py');
const PACKAGES = 'scikit-learn xgboost pandas';

/** What a reference took, and how well it predicted the judged rows. */
export interface ReferenceFigures {
  readonly seconds: number;
  readonly r2: number;
}

/** Runs the reference program. @throws Error where it fails or prints something else */
export async function runPython(args: readonly string[]): Promise<ReferenceFigures> {
  const { stdout } = await promisify(execFile)('python3', [PROGRAM, ...args]);
  const [seconds = NaN, r2 = NaN] = stdout.trim().split(/\s+/).map(Number);
  if (!Number.isFinite(seconds + r2)) throw new Error(`${PROGRAM} ${args.join(' ')} printed ${stdout}`);
  return { seconds, r2 };
}

/** Why the references cannot be compared with; null where they can. They are not installed: they take some 500 MB. */
export async function missingPython(): Promise<string | null> {
  try {
    await promisify(execFile)('python3', [PROGRAM, 'check']);
    return null;
  } catch {
    return `not compared: python3 lacks ${PACKAGES} (pip install ${PACKAGES})`;
  }
}
