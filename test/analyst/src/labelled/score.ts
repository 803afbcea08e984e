import { readOptions } from '@mining-ops/analyst/facts/read-options.js';
import { unfoundedIn, type Unfounded } from '@mining-ops/analyst/grounding/check-answer.js';
import { claimsIn } from '@mining-ops/analyst/grounding/claims.js';
import { evidenceOf } from '@mining-ops/analyst/grounding/evidence.js';
import type { LabelledAnswer, PlantedError } from './labelled-answers.js';

export interface Score {
  readonly answers: number;
  readonly planted: number;
  readonly caught: number;
  /** Numbers that are right. */
  readonly right: number;
  readonly falseAlarms: number;
  /** Answers without an error, and those of them that were blamed. */
  readonly cleanAnswers: number;
  readonly blamedAnswers: number;
  readonly missed: readonly string[];
  readonly alarms: readonly string[];
}

/** How the check does on labelled answers. */
export function scoreOf(answers: readonly LabelledAnswer[]): Score {
  const judged = answers.map((answer) => {
    const options = readOptions(answer.strategies);
    const evidence = evidenceOf(options, [], { question: '', nowMs: 0 });
    const found = unfoundedIn(answer.text, evidence);
    const claims = claimsIn(answer.text, evidence.names, evidence.options);
    const hit = ({ start, end }: PlantedError): boolean =>
      found.some((one) => one.start < end && start < one.end);
    const isPlanted = (one: Pick<Unfounded, 'start' | 'end'>): boolean =>
      answer.errors.some(({ start, end }) => one.start < end && start < one.end);
    return {
      answer,
      right: claims.filter((claim) => !isPlanted(claim)).length,
      missed: answer.errors.filter((error) => !hit(error)),
      alarms: found.filter((one) => !isPlanted(one)),
    };
  });
  const clean = judged.filter(({ answer }) => answer.errors.length === 0);
  const missed = judged.flatMap(({ answer, missed: errors }) =>
    errors.map(({ kind, start, end }) => `${answer.name}: ${kind} ${answer.text.slice(start, end)}`),
  );
  const planted = answers.reduce((sum, { errors }) => sum + errors.length, 0);
  return {
    answers: answers.length,
    planted,
    caught: planted - missed.length,
    right: judged.reduce((sum, { right }) => sum + right, 0),
    falseAlarms: judged.reduce((sum, { alarms }) => sum + alarms.length, 0),
    cleanAnswers: clean.length,
    blamedAnswers: clean.filter(({ alarms }) => alarms.length > 0).length,
    missed,
    alarms: judged.flatMap(({ answer, alarms }) =>
      alarms.map(({ text, reason }) => `${answer.name}: ${text} (${reason})`),
    ),
  };
}
