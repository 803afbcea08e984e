import { erlang } from '@mining-ops/des/distributions/erlang.js';
import { gamma } from '@mining-ops/des/distributions/gamma.js';
import { logGamma } from '@mining-ops/des/distributions/log-gamma.js';
import { replaceByNormalQuantile } from '@mining-ops/des/distributions/normal-quantile.js';
import { triangular } from '@mining-ops/des/distributions/triangular.js';
import type { RandomStream } from '@mining-ops/des/random/random-stream.js';
import { cutNormalFigures } from '../definition/cut-normal.js';
import { spreadMoments } from '../definition/spread-moments.js';
import type { Spread } from '../definition/spread.js';

/**
 * Spreads as numbers, one entry a spread, so that a draw looks at no object, works nothing out twice, and a mine is cheap
 * to send to a thread.
 */
export interface CompiledSpreads {
  readonly kinds: Uint8Array;
  /** What each kind needs (see `parametersOf`): [spread · PARAMETERS + parameter]. */
  readonly parameters: Float64Array;
  /** All quantile tables, one after another, and where each spread's begins; the last entry is the end. */
  readonly quantiles: Float64Array;
  readonly tableStarts: Int32Array;
  /** For those who reckon with a spread instead of drawing from it. */
  readonly variances: Float64Array;
  readonly least: Float64Array;
  readonly most: Float64Array;
}

const PARAMETERS = 6;

const KIND = {
  none: 0,
  table: 1,
  exponential: 2,
  lognormal: 3,
  uniform: 4,
  triangular: 5,
  gamma: 6,
  erlang: 7,
  weibull: 8,
  truncatedNormal: 9,
} as const satisfies Record<Spread['kind'], number>;

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
  const parameters = new Float64Array(spreads.length * PARAMETERS);
  spreads.forEach((spread, i) => {
    parameters.set(parametersOf(spread), i * PARAMETERS);
  });
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
    parameters,
    quantiles,
    tableStarts,
    variances: Float64Array.from(moments, ({ variance }) => variance),
    least: Float64Array.from(moments, ({ least }) => least),
    most: Float64Array.from(moments, ({ most }) => most),
  };
}

function parametersOf(spread: Spread): readonly number[] {
  switch (spread.kind) {
    case 'lognormal': {
      // ln of a variate of mean 1 is normal with variance ln(1 + cv²) and mean −variance/2.
      const variance = Math.log1p(spread.cv ** 2);
      return [-variance / 2, Math.sqrt(variance)];
    }
    case 'uniform':
      return [spread.halfWidth];
    case 'triangular':
      return [spread.low, 3 - spread.low - spread.high, spread.high];
    case 'gamma':
      return [1 / spread.cv ** 2];
    case 'erlang':
      return [spread.phases];
    case 'weibull':
      return [Math.exp(-logGamma(1 + 1 / spread.shape)), 1 / spread.shape];
    case 'truncatedNormal': {
      const { mean, below, within } = cutNormalFigures(spread);
      return [below, within, 1 / mean, spread.cv / mean, spread.low / mean, spread.high / mean];
    }
    case 'none':
    case 'exponential':
    case 'table':
      return [];
  }
}

/**
 * Draws a variate of the spread with the given number, mean 1, into `stream.drawn[0]`. Takes one uniform, whatever the
 * kind, so that common random numbers stay aligned between definitions that differ in a spread only; but an Erlang takes
 * as many as it has phases, and a gamma as many as its method happens to need (see `erlang` and `gamma` in des).
 */
export function drawSpread(spreads: CompiledSpreads, spread: number, stream: RandomStream): void {
  const { drawn } = stream;
  const { parameters } = spreads;
  const at = spread * PARAMETERS;
  switch (spreads.kinds[spread]) {
    case KIND.table:
      drawFromTable(spreads, spread, stream);
      break;
    case KIND.exponential:
      stream.drawExponential();
      break;
    case KIND.lognormal:
      stream.drawNormal();
      drawn[0] = Math.exp(parameters[at]! + parameters[at + 1]! * drawn[0]!);
      break;
    case KIND.uniform:
      stream.drawUniform();
      drawn[0] = 1 + parameters[at]! * (2 * drawn[0]! - 1);
      break;
    case KIND.triangular:
      drawn[0] = triangular(stream, parameters[at]!, parameters[at + 1]!, parameters[at + 2]!);
      break;
    case KIND.gamma:
      drawn[0] = gamma(stream, 1, parameters[at]!);
      break;
    case KIND.erlang:
      drawn[0] = erlang(stream, 1, parameters[at]!);
      break;
    case KIND.weibull:
      stream.drawExponential();
      drawn[0] = parameters[at]! * drawn[0]! ** parameters[at + 1]!;
      break;
    case KIND.truncatedNormal:
      drawCutNormal(spreads, spread, stream);
      break;
    default:
      stream.drawUniform();
      drawn[0] = 1;
  }
}

/** Linear between the quantiles. */
function drawFromTable(
  { quantiles, tableStarts }: CompiledSpreads,
  spread: number,
  stream: RandomStream,
): void {
  const { drawn } = stream;
  stream.drawUniform();
  const start = tableStarts[spread]!;
  const last = tableStarts[spread + 1]! - start - 1;
  const position = drawn[0]! * last;
  const below = Math.floor(position);
  const low = quantiles[start + below]!;
  drawn[0] = below < last ? low + (position - below) * (quantiles[start + below + 1]! - low) : low;
}

/** By inversion between the probabilities of its ends, as `TruncatedNormal` in des does it. */
function drawCutNormal({ parameters }: CompiledSpreads, spread: number, stream: RandomStream): void {
  const { drawn } = stream;
  const at = spread * PARAMETERS;
  stream.drawUniform();
  // The half step keeps the argument inside (0, 1) where an end is far out.
  drawn[0] = parameters[at]! + (drawn[0]! + 2 ** -54) * parameters[at + 1]!;
  replaceByNormalQuantile(drawn);
  const value = parameters[at + 2]! + parameters[at + 3]! * drawn[0];
  // The quantile's last digits may lie beyond an end.
  drawn[0] = Math.min(Math.max(value, parameters[at + 4]!), parameters[at + 5]!);
}
