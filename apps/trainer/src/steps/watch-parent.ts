// A thread of the process that does a step. Its main thread computes for minutes without looking up, and in a session of
// its own no signal to the trainer's reaches it: where the trainer is gone, this ends it.
import { workerData } from 'node:worker_threads';
import { z } from 'zod';

const LOOK_MS = 1_000;
const parentPid = z.int().parse(workerData);

setInterval(() => {
  if (process.ppid !== parentPid) process.kill(process.pid, 'SIGKILL');
}, LOOK_MS);
