import { readFileSync, readlinkSync } from 'node:fs';

/** Whether a process runs. A zombie, which nobody has reaped, does not. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it is there, and somebody else's.
    return errorCode(error) === 'EPERM';
  }
  const state = statFields(pid)?.[0];
  return state !== 'Z' && state !== 'X';
}

/**
 * Tells two processes apart that had the same number one after the other. Where the system does not say when a process
 * started (no /proc), processes of one number are taken for the same.
 */
export function startTimeOf(pid: number): string {
  return statFields(pid)?.[19] ?? 'unknown';
}

/** The folder that a process works in; undefined where the system does not say. */
export function workingFolderOf(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return undefined;
  }
}

/** The `code` of a system error, such as ENOENT. */
export function errorCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

/** Fields of /proc/PID/stat from the state on; the name before it may itself hold blanks and brackets. */
function statFields(pid: number): string[] | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined;
  }
}
