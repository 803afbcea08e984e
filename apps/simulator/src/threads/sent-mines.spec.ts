import { temporaryFolders } from '@mining-ops/fleet-data/testing/temporary-folder.js';
import type { CompiledMine } from '@mining-ops/haulage/run/compiled-mine.js';
import { simulate, type SimulationTask } from '@mining-ops/strategy/search/simulation-task.js';
import { preparationWithoutModels } from '../testing/preparation-without-models.js';
import { mineWithHistory, trip } from '../testing/mine-with-history.js';
import { questionOf } from '../testing/questions.js';
import { MineReceiver, MineSender, type SentTask } from './sent-mines.js';

const temporaryFolder = temporaryFolders();

/** What arrives in a thread of what is posted to it. */
const posted = (task: SentTask): SentTask => structuredClone(task);

describe('a task that is sent to a thread', () => {
  let tasks: SimulationTask[];
  beforeEach(async () => {
    const trips = Array.from({ length: 40 }, (_, i) => trip(i));
    const snapshot = await mineWithHistory(await temporaryFolder(), trips);
    const mine = preparationWithoutModels(() => Promise.resolve(snapshot));
    const { space } = (await mine.search(questionOf(), 'strategy-1')).search;
    tasks = [0, 1, 2, space.size - 1].map((candidate) =>
      space.task({ candidates: [candidate], firstReplication: 3, replications: 5 }),
    );
  });

  it('is simulated as it would have been here', () => {
    const [sender, receiver] = [new MineSender(), new MineReceiver()];
    for (const task of tasks)
      expect(simulate(receiver.received(posted(sender.toSend(task))))).toEqual(simulate(task));
  });

  it('brings a mine along that a thread makes out once, and the same mine has the same number', () => {
    const [sender, receiver] = [new MineSender(), new MineReceiver()];
    const mines = (): CompiledMine[] =>
      tasks.flatMap((task) => receiver.received(posted(sender.toSend(task))).groups.map(({ mine }) => mine));
    const first = mines();
    expect(new Set(first).size).toBe(
      new Set(tasks.flatMap(({ groups }) => groups.map(({ mine }) => mine))).size,
    );
    expect(new Set([...first, ...mines()])).toEqual(new Set(first));
  });

  it('copies no mine on its way: its bytes are shared', () => {
    const sender = new MineSender();
    for (const task of tasks) {
      const [sent, arrived] = [sender.toSend(task), posted(sender.toSend(task))];
      arrived.groups.forEach(({ mine }, g) => {
        mine.bytes[0] = 77;
        expect(sent.groups[g]?.mine.bytes[0]).toBe(77);
      });
    }
  });
});
