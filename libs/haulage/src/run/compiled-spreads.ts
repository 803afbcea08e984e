import type { RandomStream } from '@mining-ops/des/random/random-stream.js';
import { spreadMoments } from '../definition/spread-moments.js';
import type { Spread } from '../definition/spread.js';

/**
 * Spreads as numbers, one entry a spread, so that a draw looks at no object, works nothing out twice, and a mine is cheap
 * to send to a thread.
 */
export interface CompiledSpreads {
  readonly kinds: Uint8Array;
  /** What each kind needs; see `parametersOf`. */
  readonly first: Float64Array;
  readonly second: Float64Array;
  /** All quantile tables, one after another, and where each spread's begins; the last entry is the end. */
  readonly quantiles: Float64Array;
  readonly tableStarts: Int32Array;
  /** For those who reckon with a spread instead of drawing from it. */
  readonly variances: Float64Array;
  readonly least: Float64Array;
  readonly most: Float64Array;
}

const KIND = { none: 0, table: 1, exponential: 2, lognormal: 3, uniform: 4 } as const satisfies Record<
  Spread['kind'],
  number
>;

/** Numbers the spreads of a mine; the same spread gets the same number. */
export class SpreadCompiler {
  private readonly numbers = new Map<Spread, number>();

  numberOf(spread: Spread): number {
    const known = this.numbers.get(spread);
    if (known !== undefined) return known;
    const number = this.numbers.size;
    this.numbers.set(spread, number);
    return number;
  }

  /** The number of each of several things' spreads. */
  numbersOf<T>(things: readonly T[], spreadOf: (thing: T) => Spread): Int32Array {
    return Int32Array.from(things, (thing) => this.numberOf(spreadOf(thing)));
  }

  /** All spreads that were numbered. */
  compiled(): CompiledSpreads {
    return compileSpreads([...this.numbers.keys()]);
  }
}

export function compileSpreads(spreads: readonly Spread[]): CompiledSpreads {
  const parameters = spreads.map(parametersOf);
  const moments = spreads.map(spreadMoments);
  const tables = spreads.map((spread) => (spread.kind === 'table' ? spread.quantiles : new Float64Array()));
  const tableStarts = new Int32Array(spreads.length + 1);
  tables.forEach((table, i) => (tableStarts[i + 1] = tableStarts[i]! + table.length));
  const quantiles = new Float64Array(tableStarts[spreads.length]!);
  tables.forEach((table, i) => {
    quantiles.set(table, tableStarts[i]);
  });
  return {
    kinds: Uint8Array.from(spreads, ({ kind }) => KIND[kind]),
    first: Float64Array.from(parameters, ([first]) => first),
    second: Float64Array.from(parameters, ([, second]) => second),
    quantiles,
    tableStarts,
    variances: Float64Array.from(moments, ({ variance }) => variance),
    least: Float64Array.from(moments, ({ least }) => least),
    most: Float64Array.from(moments, ({ most }) => most),
  };
}

function parametersOf(spread: Spread): [first: number, second: number] {
  switch (spread.kind) {
    case 'lognormal': {
      // ln of a variate of mean 1 is normal with variance ln(1 + cv²) and mean −variance/2.
      const variance = Math.log1p(spread.cv ** 2);
      return [-variance / 2, Math.sqrt(variance)];
    }
    case 'uniform':
      return [spread.halfWidth, 0];
    default:
      return [0, 0];
  }
}

/**
 * Draws a variate of the spread with the given number, mean 1, into `stream.drawn[0]`. Always takes one uniform, whatever
 * the kind, so that common random numbers stay aligned between definitions that differ in a spread only.
 */
export function drawSpread(spreads: CompiledSpreads, spread: number, stream: RandomStream): void {
  const { drawn } = stream;
  switch (spreads.kinds[spread]) {
    case KIND.table: {
      stream.drawUniform();
      const start = spreads.tableStarts[spread]!;
      const last = spreads.tableStarts[spread + 1]! - start - 1;
      const position = drawn[0]! * last;
      const below = Math.floor(position);
      const low = spreads.quantiles[start + below]!;
      drawn[0] =
        below < last ? low + (position - below) * (spreads.quantiles[start + below + 1]! - low) : low;
      break;
    }
    case KIND.exponential:
      stream.drawExponential();
      break;
    case KIND.lognormal:
      stream.drawNormal();
      drawn[0] = Math.exp(spreads.first[spread]! + spreads.second[spread]! * drawn[0]!);
      break;
    case KIND.uniform:
      stream.drawUniform();
      drawn[0] = 1 + spreads.first[spread]! * (2 * drawn[0]! - 1);
      break;
    default:
      stream.drawUniform();
      drawn[0] = 1;
  }
}
