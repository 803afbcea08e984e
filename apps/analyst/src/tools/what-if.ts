import { normaliseRoadCondition, normaliseWeather } from '@mining-ops/fleet-data/vocabulary.js';
import {
  strategyQuestionSchema,
  type StrategyQuestion,
} from '@mining-ops/strategy/question/strategy-question.js';
import { z } from 'zod';
import { words } from '../facts/lenient.js';
import { FIGURES, optionFacts } from '../facts/option-facts.js';
import type { Option } from '../facts/option.js';
import { optionsOfAnswer } from '../facts/read-options.js';
import { inUnit } from './compare-options.js';
import { defineTool, ToolFailure, type ToolContext } from './tool.js';
import { questionOf } from './what-if-question.js';

const rupiah = z.number().positive().max(1e12);

const changesSchema = z.strictObject({
  option: z.int().min(1).max(9).optional().describe('Number of the option to change; 1 unless given'),
  trucks: z.int().min(1).max(500).optional().describe('Number of dump trucks'),
  excavators: z.int().min(1).max(50).optional().describe('Number of excavators'),
  weather: z
    .string()
    .min(1)
    .max(40)
    .optional()
    .describe('CERAH, BERAWAN, MENDUNG, HUJAN_RINGAN, HUJAN_SEDANG or HUJAN_LEBAT'),
  road_condition: z.string().min(1).max(40).optional().describe('EXCELLENT, GOOD, FAIR, POOR or LICIN'),
  road: z.string().min(1).max(80).optional().describe('Name of another road'),
  coal_price_idr_per_t: rupiah.optional(),
  fuel_price_idr_per_l: rupiah.optional(),
});
export type Changes = z.infer<typeof changesSchema>;

/** Simulates an option with something changed, as a strategy job like any other, and compares it with the option. */
export const whatIf = defineTool({
  name: 'what_if',
  description:
    'Simulates an option again with changed trucks, excavators, weather, road condition, road or prices, and compares the result with that option. Use it for questions such as "bagaimana kalau 12 truk dan hujan lebat?".',
  input: changesSchema,
  run: async (changes, context) => {
    const base = context.facts.options.find(({ rank }) => rank === (changes.option ?? 1));
    if (!base) throw new ToolFailure('there is no such option to change: strategies must be computed first');
    if (Object.keys(changes).every((key) => key === 'option'))
      throw new ToolFailure('nothing to change was given');
    const question = strategyQuestionSchema.parse(await changed(changes, base, context));
    const answer = await context.simulate(question);
    const { options, circumstances } = optionsOfAnswer(answer);
    const [scenario] = options;
    if (!scenario) throw new ToolFailure('the simulation found nothing');
    const { wording: w } = context;
    const title = w.pick('SKENARIO', 'SCENARIO');
    const lines = FIGURES.flatMap(({ quantity, unit, of }) => {
      const [now, before] = [of(scenario), of(base)];
      if (now === null) return [];
      const write = (value: number): string => inUnit(value, unit, w);
      const against =
        before === null || now === before
          ? ''
          : `; ${w.pick('terhadap opsi', 'against option')} ${base.rank}: ${w.signed(now - before, write)}`;
      return `${title} ${quantity}: ${write(now)}${against}`;
    });
    const conditions = `${title}: ${[question.weather, question.roadCondition, question.shift, scenario.road?.name ?? ''].join('; ')}`;
    const warnings = scenario.warnings.map(
      (warning) => `${title} ${w.pick('peringatan', 'warning')}: ${warning}`,
    );
    return {
      text: [conditions, ...lines, ...warnings].join('\n'),
      facts: [
        ...optionFacts({ options: [scenario], circumstances }).map((fact) => ({
          ...fact,
          options: [],
          beside: true,
        })),
        ...comparisons(scenario, base),
      ],
      names: [...scenario.loaders, ...scenario.trucks]
        .map(({ name }) => name)
        .concat(scenario.road?.name ?? []),
    };
  },
});

function comparisons(scenario: Option, base: Option): ReturnType<typeof optionFacts> {
  return FIGURES.flatMap(({ quantity, unit, of }) => {
    const [now, before] = [of(scenario), of(base)];
    if (now === null || before === null) return [];
    const kind = 'difference' as const;
    const difference = { value: now - before, unit, quantity, options: [base.rank], kind };
    const relative = [(now - before) / Math.abs(before), (now - before) / Math.abs(now)].filter(
      Number.isFinite,
    );
    return [difference, ...relative.map((part) => ({ ...difference, value: part * 100, unit: '%' }))];
  });
}

async function changed(changes: Changes, base: Option, context: ToolContext): Promise<StrategyQuestion> {
  const original = questionOf(base, context);
  const roadId = changes.road === undefined ? original.roadId : await roadNamed(changes.road, context);
  return {
    ...original,
    roadId,
    // The loader that leads the option leads the scenario, too, unless that is somewhere else.
    loaderId: roadId === original.roadId ? original.loaderId : null,
    weather: known(normaliseWeather(changes.weather ?? original.weather), 'weather'),
    roadCondition: known(
      normaliseRoadCondition(changes.road_condition ?? original.roadCondition),
      'road_condition',
    ),
    truckCounts: changes.trucks === undefined ? original.truckCounts : [changes.trucks],
    loaderCounts: changes.excavators === undefined ? original.loaderCounts : [changes.excavators],
    finance: {
      ...original.finance,
      ...(changes.coal_price_idr_per_t === undefined
        ? {}
        : { coalPriceIdrPerT: changes.coal_price_idr_per_t }),
      ...(changes.fuel_price_idr_per_l === undefined
        ? {}
        : { fuelPriceIdrPerL: changes.fuel_price_idr_per_l }),
    },
  };
}

function known({ value, known: isKnown }: { value: string; known: boolean }, field: string): string {
  if (!isKnown) throw new ToolFailure(`${field} "${value}" is none that is known`);
  return value;
}

async function roadNamed(name: string, { snapshot }: ToolContext): Promise<string> {
  const { roads } = await snapshot();
  const wanted = name.trim().toLowerCase();
  const road = roads.find((one) =>
    [one.name, one.code ?? '', one.id].some((label) => label.toLowerCase() === wanted),
  );
  if (road) return road.id;
  const some = roads.slice(0, 10).map((one) => words(one.name, 60) ?? one.id);
  throw new ToolFailure(`there is no road "${words(name, 60) ?? ''}"; there are ${some.join(', ')}, …`);
}
