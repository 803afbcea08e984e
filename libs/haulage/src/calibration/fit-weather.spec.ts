import { exponential } from '@mining-ops/des/distributions/exponential.js';
import { RandomStream } from '@mining-ops/des/random/random-stream.js';
import { fitWeatherChain, type WeatherHistory } from './fit-weather.js';

/** Records every `everyMin` of a chain of two states that stay 300 and 100 min. */
function twoStates(records: number, everyMin: number): WeatherHistory {
  const stream = RandomStream.of({ seed: 5, replication: 0, entity: 0, purpose: 0 });
  const codes = new Int32Array(records);
  let state = 0;
  let changesAtMin = exponential(stream, 300);
  for (let i = 0; i < records; i += 1) {
    while (i * everyMin > changesAtMin) {
      state = 1 - state;
      changesAtMin += exponential(stream, state === 0 ? 300 : 100);
    }
    codes[i] = state;
  }
  return {
    sites: new Int32Array(records),
    timesMin: Float64Array.from(codes, (_, i) => i * everyMin),
    codes,
  };
}

describe('a weather chain from records', () => {
  it('is found again from a history that it made, where records are frequent', () => {
    const chain = fitWeatherChain(twoStates(100_000, 5), 2)!;
    expect(chain.meanStaysMin[0]! / 300).toBeCloseTo(1, 1);
    expect(chain.meanStaysMin[1]! / 100).toBeCloseTo(1, 1);
    expect([...chain.nextProbabilities]).toEqual([0, 1, 1, 0]);
  });

  it('does not join places, nor records across a gap', () => {
    const records = 40;
    const codes = Int32Array.from({ length: records }, (_, i) => i % 2);
    const hourly = Float64Array.from({ length: records }, (_, i) => i * 60);
    const chain = (sites: Int32Array, timesMin: Float64Array) =>
      fitWeatherChain({ sites, timesMin, codes }, 2);
    const onePlace = new Int32Array(records);
    expect(chain(onePlace, hourly)!.meanStaysMin[0]).toBe(60);
    expect(
      chain(
        Int32Array.from({ length: records }, (_, i) => i),
        hourly,
      ),
    ).toBeNull();
    expect(
      chain(
        onePlace,
        hourly.map((min) => min * 24),
      ),
    ).toBeNull();
  });

  it('knows nothing of a state that was never left', () => {
    const codes = Int32Array.from({ length: 31 }, (_, i) => (i < 30 ? i % 2 : 2));
    const timesMin = Float64Array.from({ length: 31 }, (_, i) => i * 60);
    const chain = fitWeatherChain({ sites: new Int32Array(31), timesMin, codes }, 3)!;
    expect(chain.meanStaysMin[2]).toBeNaN();
  });
});
