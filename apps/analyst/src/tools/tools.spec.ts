import { SnapshotStore } from '@mining-ops/fleet-data/snapshot-store.js';
import type { StrategyQuestion } from '@mining-ops/strategy/question/strategy-question.js';
import { optionsOfAnswer, readOptions } from '../facts/read-options.js';
import { Wording } from '../language/wording.js';
import { SAMPLE_DATA } from '../testing/handler-bench.js';
import { STRATEGIES } from '../testing/sample-strategies.js';
import { ALL_TOOLS } from './all-tools.js';
import type { ToolContext } from './tool.js';
import { call, described, type CallOutcome } from './toolbox.js';

describe("the analyst's tools", () => {
  const store = new SnapshotStore({ dataDir: SAMPLE_DATA, quarantineDir: null });
  let simulated: StrategyQuestion[];
  beforeEach(() => {
    simulated = [];
  });
  afterAll(() => store.close());

  const context = (changes: Partial<ToolContext> = {}): ToolContext => ({
    facts: readOptions(STRATEGIES),
    wording: new Wording('id'),
    nowMs: Date.UTC(2026, 10, 24),
    signal: new AbortController().signal,
    strategyQuestion: null,
    snapshot: () => store.current(),
    simulate: (question) => {
      simulated.push(question);
      return Promise.reject(new Error('not simulated here'));
    },
    ...changes,
  });
  const use = (
    name: string,
    given: Record<string, unknown>,
    changes: Partial<ToolContext> = {},
  ): Promise<CallOutcome> => call({ function: { name, arguments: given } }, ALL_TOOLS, context(changes));
  const text = async (...use_: Parameters<typeof use>): Promise<string> => (await use(...use_)).findings.text;

  it('are described to the model by name, words and a schema of what they take', () => {
    for (const { function: one } of described(ALL_TOOLS)) {
      expect(one.description).toMatch(/\w{3} \w/);
      expect(one.parameters).toMatchObject({ type: 'object', additionalProperties: false });
    }
  });

  it('refuse what they do not take, by name, and read numbers that came as texts', async () => {
    expect(await use('compare_options', { first: 'satu' })).toMatchObject({
      record: { ok: false },
      findings: { text: expect.stringMatching(/first: .*; second: /) },
    });
    expect((await use('compare_options', { first: '1', second: '2' })).record.ok).toBe(true);
    expect((await use('compare_options', { first: 1, second: 1 })).record.ok).toBe(false);
  });

  it('compare two options, whatever their order', async () => {
    const compared = await text('compare_options', { first: 2, second: 1 });
    expect(compared).toMatch(
      /^profit: opsi 1 857 juta IDR; opsi 2 830 juta IDR; selisih \+27,0 juta IDR \(\+3,3%\)$/m,
    );
  });

  it('count the fleet as the tables have it', async () => {
    const { trucks } = await store.current();
    const broken = trucks.filter(({ status }) => status === 'MAINTENANCE').length;
    expect(await text('fleet_status', { kind: 'trucks' })).toContain(`status MAINTENANCE: ${broken} truk`);
    expect(await text('fleet_status', { kind: 'trucks', status: 'maintenance' })).toMatch(
      new RegExp(`^jumlah: ${broken} truk`),
    );
  });

  it('list the next vessels with the options’ slack', async () => {
    const listed = await text('vessel_schedule', { vessel: 'mahakam indah' });
    expect(listed).toMatch(
      /MV Mahakam Indah; status SCHEDULED; ETA 11 Desember 2026 10\.00 UTC; ETS 15 Desember 2026/,
    );
    // 8,646.5 t at 1,537 t a shift, three shifts a day
    expect(listed).toContain(`opsi 1 butuh ${(8646.5 / (1537 * 3)).toFixed(1).replace('.', ',')} hari`);
    expect((await text('vessel_schedule', { limit: 3 })).split('\n')).toHaveLength(3);
  });

  it('query the records: measure, aggregate, group, filter, period', async () => {
    const { activities } = await store.current();
    const completed = activities.status.codes.reduce(
      (n, code) => n + (activities.status.values[code] === 'COMPLETED' ? 1 : 0),
      0,
    );
    expect(await text('history', { measure: 'load', aggregate: 'count' })).toContain(
      completed.toLocaleString('id-ID'),
    );
    const byWeather = await text('history', { measure: 'hauling_time', group_by: 'weather' });
    expect(byWeather).toMatch(/HUJAN_LEBAT: [\d,]+ menit \(n = /);
    const filtered = await text('history', { measure: 'hauling_time', weather: 'hujan lebat' });
    expect(byWeather).toContain(/\n([\d,]+ menit)/.exec(filtered)?.[1]);
    expect(await text('history', { measure: 'load', from: '2030-01-01' })).toBe(
      'tidak ada catatan yang cocok',
    );
    expect(await text('history', { measure: 'load', from: 'kemarin' })).toMatch(/no ISO 8601 date/);
    expect(
      (await text('history', { measure: 'downtime', group_by: 'truck', limit: 3 })).split('\n'),
    ).toHaveLength(4);
  });

  describe('what_if', () => {
    it('asks for the option with the change, at the prices that the option itself tells', async () => {
      await use('what_if', { trucks: 12, weather: 'hujan lebat' });
      expect(simulated).toMatchObject([
        {
          weather: 'HUJAN_LEBAT',
          roadCondition: 'GOOD',
          truckCounts: [12],
          loaderCounts: [2],
          roadId: 'cmhsbjn8x02s2maft90hi31ty',
          loaderId: 'cmhsbjpma05ddmaft5kv95dom',
          scheduleId: 'cmvqil3409n8kminecy6pnzuo',
          // deadline less slack and time needed
          startMs: Math.round(Date.UTC(2026, 10, 27) - (-10 + 3.44 * 24) * 3_600_000),
          finance: {
            fuelPriceIdrPerL: 15_000,
            queueCostIdrPerTruckH: 100_000,
            incidentCostIdr: 500_000,
            demurrageIdrPerH: 5_000_000,
          },
        },
      ]);
    });

    it('goes by the original question where that is known', async () => {
      await use('what_if', { trucks: 12 });
      const original = { ...simulated[0]!, startMs: 1, targetT: 77, seed: 5 };
      await use(
        'what_if',
        { option: 2, excavators: 3, fuel_price_idr_per_l: 20_000 },
        { strategyQuestion: original },
      );
      expect(simulated[1]).toMatchObject({
        startMs: 1,
        targetT: 77,
        seed: 5,
        truckCounts: [8],
        loaderCounts: [3],
        finance: { fuelPriceIdrPerL: 20_000 },
      });
    });

    it('finds a road by its name, and knows one that there is not', async () => {
      const { roads } = await store.current();
      await use('what_if', { road: roads[1]!.name.toUpperCase() });
      expect(simulated[0]).toMatchObject({ roadId: roads[1]!.id, loaderId: null });
      expect(await text('what_if', { road: 'Jalan Tol' })).toMatch(
        /^there is no road "Jalan Tol"; there are Road Segment 1, /,
      );
    });

    it.each([
      [{}, /nothing to change/],
      [{ option: 3, trucks: 4 }, /no such option/],
      [{ weather: 'badai salju' }, /weather "badai salju" is none that is known/],
    ])('refuses %j', async (given, why) => {
      expect(await text('what_if', given)).toMatch(why);
      expect(simulated).toEqual([]);
    });
  });

  it('read a job’s own answer as the sheet reads a client’s', () => {
    const [card] = STRATEGIES as [Record<string, { DETAIL: Record<string, unknown> }>, ...unknown[]];
    const { search, ...option } = card['OPSI_1']!.DETAIL;
    const answer = {
      options: [{ rank: 1, safetyRules: [{ code: 'X', text: 'Awas' }], ...option }],
      warnings: [{ code: 'W', message: 'hati-hati' }],
      ...(search as object),
    };
    const read = optionsOfAnswer(answer as unknown as Parameters<typeof optionsOfAnswer>[0]);
    const sent = readOptions(STRATEGIES);
    expect(read.circumstances).toEqual(sent.circumstances);
    expect(read.options[0]).toMatchObject({
      profitIdr: sent.options[0]!.profitIdr,
      safety: ['Awas'],
      warnings: ['hati-hati'],
    });
  });
});
