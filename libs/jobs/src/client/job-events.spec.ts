import { followJob } from './job-events.js';
import type { JobView } from './job-view.js';
import type { HeardEvent } from './queue-port.js';

const running: JobView = {
  jobId: 'job',
  name: 'test',
  state: 'active',
  progress: { percent: 5, stage: 'simulating' },
  createdAtMs: 0,
  startedAtMs: null,
  finishedAtMs: null,
  attempts: 1,
  queuePosition: null,
  result: null,
  error: null,
};

const progress = (id: number, percent: number): HeardEvent => ({
  id: `${id}-0`,
  type: 'progress',
  data: { percent, stage: 'simulating' },
  jobId: 'job',
});
const completed: HeardEvent = { id: '9-0', type: 'completed', data: 'done', jobId: 'job' };

/** What a follower is told of a job that is found at 5%, where `heard` comes in between the listening and the look. */
async function told(heard: readonly HeardEvent[]): Promise<unknown[]> {
  let say: (event: HeardEvent) => void = () => undefined;
  const source = {
    listen: (_jobId: string, listener: (event: HeardEvent) => void) => {
      say = listener;
      return () => undefined;
    },
    replay: () => Promise.resolve([]),
  };
  const look = (): Promise<JobView> => {
    heard.forEach((event) => {
      say(event);
    });
    return Promise.resolve(running);
  };
  const events: unknown[] = [];
  for await (const { type, data } of followJob(source, 'job', null, look, new AbortController().signal))
    events.push(type === 'progress' ? (data as { percent: number }).percent : type);
  return events;
}

describe('a job that is followed while it runs', () => {
  it('begins with the state as it stands, and never goes back behind it', async () => {
    expect(await told([progress(1, 0), progress(2, 5), progress(3, 11), completed])).toEqual([
      5,
      5,
      11,
      'completed',
    ]);
  });

  it('may go back later, where another worker begins it anew', async () => {
    expect(await told([progress(1, 40), progress(2, 0), completed])).toEqual([5, 40, 0, 'completed']);
  });
});
