import { RandomStream } from '@mining-ops/des/random/random-stream.js';

/** So many that a processor cannot learn them by heart. */
const NUMBERS = 2 ** 16;

/** A stream that gives numbers which were drawn beforehand, over and over: what a draw would cost without its making. */
export class TabledStream extends RandomStream {
  private readonly numbers: Float64Array;
  private turn = 0;

  constructor(source: RandomStream, draw: (stream: RandomStream) => number) {
    super(source.getState());
    this.numbers = Float64Array.from({ length: NUMBERS }, () => draw(source));
  }

  protected override next(): void {
    this.turn = (this.turn + 1) & (NUMBERS - 1);
    this.drawn[0] = this.numbers[this.turn] ?? NaN;
  }
}
