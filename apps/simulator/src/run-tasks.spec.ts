import { runTasks } from './run-tasks.js';

const never = new AbortController().signal;

describe('runTasks', () => {
  it('runs every task once, never more at once than allowed', async () => {
    let running = 0;
    let most = 0;
    const done: number[] = [];
    await runTasks([1, 2, 3, 4, 5, 6, 7], 3, never, async (task) => {
      running += 1;
      most = Math.max(most, running);
      await Promise.resolve();
      running -= 1;
      done.push(task);
    });
    expect(most).toBe(3);
    expect(done.sort()).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  it('stops before the next task when aborted', async () => {
    const controller = new AbortController();
    const done: number[] = [];
    const run = runTasks([1, 2, 3, 4], 1, controller.signal, (task) => {
      done.push(task);
      if (task === 2) controller.abort(new Error('called off'));
      return Promise.resolve();
    });
    await expect(run).rejects.toThrow('called off');
    expect(done).toEqual([1, 2]);
  });

  it('stops at the first failure and throws it', async () => {
    const done: number[] = [];
    const run = runTasks([1, 2, 3], 1, never, (task) => {
      done.push(task);
      return task === 2 ? Promise.reject(new Error('thread died')) : Promise.resolve();
    });
    await expect(run).rejects.toThrow('thread died');
    expect(done).toEqual([1, 2]);
  });
});
