import { normalQuantile } from '@mining-ops/des/distributions/normal-quantile.js';
import { RandomStream } from '@mining-ops/des/random/random-stream.js';

/** Standard normal variates, one after the other. */
export class NormalSource {
  private readonly stream: RandomStream;

  /** @param purpose names the case; each macro-replication has a stream of its own */
  constructor(seed: number, macroReplication: number, purpose: number) {
    this.stream = RandomStream.of({ seed, replication: macroReplication, entity: 0, purpose });
  }

  next(): number {
    // The half step keeps the argument inside (0, 1), where the quantile is finite.
    return normalQuantile(this.stream.uniform() + 2 ** -54);
  }
}
