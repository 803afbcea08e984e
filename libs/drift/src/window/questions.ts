import { RandomStream } from '@mining-ops/des/random/random-stream.js';
import { PURPOSE } from '../sample/streams.js';
import type { LogRow } from './window-rows.js';

const DAY_MS = 86_400_000;
/** So many rows of a job with the same conditions, and it is one question: no more of them are held. */
const MOST_HELD = 1_000;

/** What makes rows of one job one question, read from a row. */
export interface QuestionKeys {
  /** Weather, road condition, shift: a question has one of each. */
  readonly conditions: (row: LogRow) => string;
  /** The road: a question may have several. */
  readonly road: (row: LogRow) => string;
}

/**
 * Hands on the rows of the log that are observations. A planner's question is asked of the models once for every truck,
 * excavator and road that could serve it: thousands of rows, but one observation of what planners ask about. So of a
 * question one row stands, drawn at random; and a question that is asked again the same day, about the same conditions and
 * roads (after a change of the trucks, say), does not count again. Rows of a job that differ in their conditions are no
 * question, and count each.
 */
export class Questions {
  /** Of the job whose rows are coming, the first; null between jobs. */
  private first: LogRow | null = null;
  private rowsOfJob = 0;
  private conditions = '';
  private held: LogRow[] = [];
  private drawn: LogRow | null = null;
  private readonly roads = new Set<string>();
  private isQuestion = true;
  private readonly asked = new Set<string>();
  private readonly stream: RandomStream;
  private questions = 0;

  constructor(
    private readonly keys: QuestionKeys,
    private readonly onObservation: (row: LogRow) => void,
    seed: number,
  ) {
    this.stream = RandomStream.of({ seed, replication: 0, entity: 0, purpose: PURPOSE.questionRow });
  }

  /** Questions so far of which one row stands for several. */
  get count(): number {
    return this.questions;
  }

  /** Takes the log's next row. */
  add(row: LogRow): void {
    if (row.jobId !== this.first?.jobId) {
      this.end();
      this.first = copyOf(row);
      this.rowsOfJob = 1;
      return;
    }
    if (this.rowsOfJob === 1) this.beginQuestion(this.first);
    this.rowsOfJob += 1;
    if (this.isQuestion && this.keys.conditions(row) !== this.conditions) this.takeApart();
    if (this.isQuestion) this.hold(row);
    else this.onObservation(row);
  }

  /** Takes the last job for whole. */
  end(): void {
    if (this.first !== null && this.rowsOfJob === 1) this.onObservation(this.first);
    else if (this.isQuestion && this.drawn !== null) this.settle(this.drawn);
    this.first = null;
    this.drawn = null;
  }

  private beginQuestion(first: LogRow): void {
    this.conditions = this.keys.conditions(first);
    this.roads.clear();
    this.roads.add(this.keys.road(first));
    this.held = [first];
    this.drawn = first;
    this.isQuestion = true;
  }

  private hold(row: LogRow): void {
    this.roads.add(this.keys.road(row));
    const isDrawn = this.stream.uniform() * this.rowsOfJob < 1; // each of them is as probable
    const isHeld = this.rowsOfJob <= MOST_HELD;
    if (!isHeld) this.held = [];
    if (!isDrawn && !isHeld) return;
    const copy = copyOf(row);
    if (isDrawn) this.drawn = copy;
    if (isHeld) this.held.push(copy);
  }

  private settle(drawn: LogRow): void {
    this.questions += 1;
    const day = Math.floor(drawn.atMs / DAY_MS);
    const key = [day, this.conditions, ...[...this.roads].sort()].join('\n');
    if (this.asked.has(key)) return;
    this.asked.add(key);
    this.onObservation(drawn);
  }

  /** After `MOST_HELD` rows the job stays a question, whatever comes. */
  private takeApart(): void {
    if (this.rowsOfJob > MOST_HELD) return;
    this.isQuestion = false;
    for (const row of this.held) this.onObservation(row);
    this.held = [];
  }
}

const copyOf = ({ atMs, jobId, numbers, codes }: LogRow): LogRow => ({
  atMs,
  jobId,
  numbers: numbers.slice(),
  codes: codes.slice(),
});
