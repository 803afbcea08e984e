import { KPI_COUNT } from '@mining-ops/haulage/kpi/mine-kpis.js';
import { rowsLength, type SearchRound } from './search-batch.js';

/** What has come back of a round, piece by piece, in any order. */
export class RoundResults {
  private readonly rows: (Float64Array | null)[];
  private missing: number;

  constructor(readonly round: SearchRound) {
    this.rows = round.batches.map(() => null);
    this.missing = round.batches.length;
  }

  get complete(): boolean {
    return this.missing === 0;
  }

  /**
   * Takes in a batch's rows. The same batch again changes nothing: a job may run twice.
   *
   * @throws RangeError for a batch that the round does not have, or rows of another length than it makes
   */
  accept(batch: number, rows: Float64Array): void {
    const asked = this.round.batches[batch];
    if (!asked) throw new RangeError(`round ${this.round.number} has no batch ${batch}`);
    if (rows.length !== rowsLength(asked)) {
      throw new RangeError(
        `batch ${batch} of round ${this.round.number} makes ${rowsLength(asked)} numbers, got ${rows.length}`,
      );
    }
    if (this.rows[batch]) return;
    this.rows[batch] = rows;
    this.missing -= 1;
  }

  /**
   * Hands over what has come, candidate by candidate, each in the order of its replications; of a candidate of which a
   * piece is missing, nothing behind that piece.
   */
  forEach(take: (candidate: number, firstReplication: number, rows: Float64Array) => void): void {
    const pieces = new Map<number, { first: number; rows: Float64Array | null }[]>();
    this.round.batches.forEach(({ candidates, firstReplication, replications }, b) => {
      const length = replications * KPI_COUNT;
      const all = this.rows[b] ?? null;
      candidates.forEach((candidate, c) => {
        const piece = {
          first: firstReplication,
          rows: all && all.subarray(c * length, (c + 1) * length),
        };
        const known = pieces.get(candidate);
        if (known) known.push(piece);
        else pieces.set(candidate, [piece]);
      });
    });
    for (const [candidate, of] of pieces) {
      for (const { first, rows } of of.sort((a, b) => a.first - b.first)) {
        if (!rows) break;
        take(candidate, first, rows);
      }
    }
  }
}
