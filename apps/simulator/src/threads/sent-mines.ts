import { deserialize, serialize } from 'node:v8';
import type { CompiledMine } from '@mining-ops/haulage/run/compiled-mine.js';
import type { SimulationGroup, SimulationTask } from '@mining-ops/strategy/search/simulation-task.js';
import { LRUCache } from 'lru-cache';

/** A mine as it is sent to a thread: in memory that threads share, with a number by which a thread knows it again. */
export interface SentMine {
  readonly number: number;
  /** All of it but `shiftEffects`, serialised. */
  readonly bytes: Uint8Array<SharedArrayBuffer>;
  readonly shiftEffects: Float64Array;
}

/** A task whose mines are as they are sent. */
export interface SentTask extends Omit<SimulationTask, 'groups'> {
  readonly groups: readonly (Omit<SimulationGroup, 'mine'> & { readonly mine: SentMine })[];
}

/**
 * Makes tasks ready to be sent. A search has a dozen tasks and more for each mine; copying the mine, which is dozens of
 * arrays, with each of them would be the larger part of what sending them costs.
 */
export class MineSender {
  private readonly sent = new WeakMap<CompiledMine, SentMine>();
  private mines = 0;

  toSend({ groups, ...task }: SimulationTask): SentTask {
    return { ...task, groups: groups.map(({ mine, ...group }) => ({ ...group, mine: this.sentMine(mine) })) };
  }

  private sentMine(mine: CompiledMine): SentMine {
    const known = this.sent.get(mine);
    if (known) return known;
    const { shiftEffects } = mine;
    const serialised = serialize({ ...mine, shiftEffects: NOTHING });
    const bytes = new Uint8Array(new SharedArrayBuffer(serialised.byteLength));
    bytes.set(serialised);
    this.mines += 1;
    const made = { number: this.mines, bytes, shiftEffects };
    this.sent.set(mine, made);
    return made;
  }
}

const NOTHING = new Float64Array();

/** Mines that a thread keeps for the next task: more than the searches that run at once have in hand. */
const MOST_MINES = 64;

/** Makes tasks of one sender what they were; a mine that was there lately is known. */
export class MineReceiver {
  private readonly mines = new LRUCache<number, CompiledMine>({ max: MOST_MINES });

  received({ groups, ...task }: SentTask): SimulationTask {
    return { ...task, groups: groups.map(({ mine, ...group }) => ({ ...group, mine: this.mine(mine) })) };
  }

  private mine({ number, bytes, shiftEffects }: SentMine): CompiledMine {
    const known = this.mines.get(number);
    if (known) return known;
    // A copy of its own: what is read from it may point into the bytes.
    const read = deserialize(Uint8Array.from(bytes)) as {
      -readonly [part in keyof CompiledMine]: CompiledMine[part];
    };
    const mine = Object.assign(read, { shiftEffects });
    this.mines.set(number, mine);
    return mine;
  }
}
