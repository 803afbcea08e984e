/** Sends a signal to a process or, with a negative number, to a group; one that has ended meanwhile is no error. */
export function sendSignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // it has ended, or it is no longer ours to signal
  }
}
