/**
 * Runs all tasks with at most `inFlight` at once, in order, so that a long job leaves room in a shared pool for others.
 *
 * @param signal stops it before the next task; the promise then rejects with the signal's reason
 * @throws the first task's error, once those in flight have ended
 */
export async function runTasks<Task>(
  tasks: readonly Task[],
  inFlight: number,
  signal: AbortSignal,
  run: (task: Task, index: number) => Promise<void>,
): Promise<void> {
  let next = 0;
  const failures: unknown[] = [];
  const lane = async (): Promise<void> => {
    while (next < tasks.length && failures.length === 0 && !signal.aborted) {
      const index = next;
      next += 1;
      await run(tasks[index] as Task, index).catch((error: unknown) => failures.push(error));
    }
  };
  await Promise.all(Array.from({ length: Math.min(inFlight, tasks.length) }, lane));
  if (failures.length > 0) throw failures[0];
  signal.throwIfAborted();
}
