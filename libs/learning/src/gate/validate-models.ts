import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileSha256 } from '@mining-ops/fleet-data/file-sha256.js';
import { FleetDataError } from '@mining-ops/fleet-data/fleet-data-error.js';
import { MODEL_FILE, versionFolder } from '@mining-ops/model-files/model-folder.js';
import type { Fold } from '../data/folds.js';
import { loadTrainingTable, type TrainingTable } from '../data/training-table.js';
import { TARGETS, type TargetDefinition } from '../features/targets.js';
import { fitModel, predict } from '../models/fitted-model.js';
import { runOnnx } from '../onnx/run-onnx.js';
import { TRAINING_FILE } from '../preparation/training-file.js';
import { currentVersions, promote, type CurrentVersions } from '../registry/current-versions.js';
import type { Decision } from '../registry/decision.js';
import type { ModelManifest } from '../registry/manifest.js';
import { readVersion, versionNames, writeDecision } from '../registry/registry.js';
import { lossOf } from '../scores/losses.js';
import { ScoreCard, type Interval } from '../scores/score-card.js';
import { latestFold } from '../training/score-recipes.js';
import { learningData, rowsWithTarget } from '../training/train-target.js';
import { binColumns, type BinnedColumns } from '../trees/binned-columns.js';
import { decide } from './decide.js';
import { readGateSettings, type GateSettings } from './gate-settings.js';

export interface ValidateModelsOptions {
  /** Folder of the training file that the candidates were trained on. */
  readonly dataDir: string;
  readonly modelsDir: string;
  /** All of them unless said otherwise. */
  readonly targets?: readonly TargetDefinition[];
  /**
   * The version of each target to judge. Where none is named: the newest that was trained on the training file as it is
   * now (the data may have been put back to earlier ones), or else the newest.
   */
  readonly versions?: ReadonlyMap<string, string>;
  /** The clock, ms since 1970. */
  readonly now: () => number;
  readonly onProgress?: (progress: { target: string; overall: number }) => void | Promise<void>;
  readonly signal?: AbortSignal;
}

/** Models cannot be judged; the message says why and what to do. */
export class ValidationError extends Error {
  override readonly name = 'ValidationError';
}

/**
 * Judges a version of each target and stores the decisions beside the versions. What is served does not change: see
 * `promotePassed`. A version that is current already keeps its decision. Targets without a version are passed over.
 *
 * @throws ValidationError where there is no version at all, or a candidate was trained on other data than is there now
 * @throws FleetDataError where the training file cannot be read
 * @throws ModelFilesError where a version's files or `gate.json` are not as they should be
 */
export async function validateModels(options: ValidateModelsOptions): Promise<Decision[]> {
  const { dataDir, modelsDir, targets = TARGETS, versions: named, now, onProgress, signal } = options;
  const settings = await readGateSettings(modelsDir);
  const versions = await currentVersions(modelsDir);
  const judge = new Judge(modelsDir, settings, versions, () => loadTrainingTable(dataDir), now);
  const dataSha256 = await fileSha256(path.join(dataDir, TRAINING_FILE));
  const decisions: Decision[] = [];
  for (const [place, target] of targets.entries()) {
    signal?.throwIfAborted();
    await onProgress?.({ target: target.name, overall: place / targets.length });
    const version = named?.get(target.name) ?? (await candidateOf(modelsDir, target.name, dataSha256));
    if (version !== null) decisions.push(await judge.decisionOn(target, version));
  }
  if (decisions.length === 0)
    throw new ValidationError(
      `${modelsDir} has no version to judge: train models with npm run models:train.`,
    );
  for (const decision of decisions) await writeDecision(modelsDir, decision);
  return decisions;
}

/** What a decision says to those who serve models. */
export type Verdict = Pick<Decision, 'target' | 'version' | 'verdict' | 'reasons'>;

/**
 * Makes the versions that passed the gate the ones that are served, all in one step; may be repeated.
 *
 * @throws RegistryError, ModelFilesError where one of them is not there or cannot be used; nothing is changed then
 */
export async function promotePassed(
  modelsDir: string,
  verdicts: readonly Verdict[],
  atMs: number,
): Promise<void> {
  const passed = verdicts.filter(({ verdict }) => verdict === 'promoted');
  const promotions = passed.map(({ target, version, reasons }) => ({
    target,
    version,
    reason: reasons[0] ?? '',
  }));
  await promote(modelsDir, promotions, { atMs, by: 'gate' });
}

/** The newest version that was trained on these data, or else the newest; null where there is none. */
async function candidateOf(
  modelsDir: string,
  target: string,
  dataSha256: string | null,
): Promise<string | null> {
  const names = await versionNames(modelsDir, target);
  for (const name of names.toReversed())
    if ((await readVersion(modelsDir, target, name)).manifest.data.sha256 === dataSha256) return name;
  return names.at(-1) ?? null;
}

class Judge {
  private loaded: { table: TrainingTable; binned: BinnedColumns } | null = null;

  constructor(
    private readonly modelsDir: string,
    private readonly settings: GateSettings,
    private readonly versions: CurrentVersions,
    private readonly load: () => Promise<TrainingTable>,
    private readonly now: () => number,
  ) {}

  async decisionOn(target: TargetDefinition, version: string): Promise<Decision> {
    const { manifest: candidate, decision: earlier } = await readVersion(
      this.modelsDir,
      target.name,
      version,
    );
    const served = this.versions.current[target.name] ?? null;
    if (served === version && earlier !== null) return earlier;
    const incumbent =
      served === null || served === version
        ? null
        : (await readVersion(this.modelsDir, target.name, served)).manifest;
    const gainOverIncumbent = incumbent === null ? null : await this.gainOver(target, candidate, incumbent);
    const threshold = this.settings.thresholdOf(target.name);
    const { margin } = this.settings;
    const isWithdrawn = (this.versions.withdrawn[target.name] ?? []).includes(version);
    const { crossValidation: scores, latest } = candidate;
    return {
      target: target.name,
      version,
      ...decide({ candidate, incumbent, gainOverIncumbent, threshold, margin, isWithdrawn }),
      numbers: {
        score: scores.model,
        latestScore: latest?.model ?? null,
        gainOverConstant: scores.gainOverConstant,
        gainOverLinear: scores.gainOverLinear,
        gainOverIncumbent,
        threshold,
        margin,
      },
      incumbent: served === version ? null : served,
      decidedAt: new Date(this.now()).toISOString(),
    };
  }

  /**
   * On the latest trips, the candidate's recipe learned from those before, beside what is served: its file, where it was
   * trained before these trips; else its recipe learned from the same earlier trips, as it has seen the latest ones.
   * Null where there are too few trips to tell.
   */
  private async gainOver(
    target: TargetDefinition,
    candidate: ModelManifest,
    incumbent: ModelManifest,
  ): Promise<Interval | null> {
    const { table, binned } = await this.tableOf(candidate);
    const data = learningData(table, binned, target);
    const fold = latestFold(rowsWithTarget(table, target), table);
    if (fold === null) return null;
    const { learn, judge } = fold;
    const actual = Float64Array.from(judge, (row) => data.targets[row]!);
    const card = new ScoreCard(
      target.task,
      actual,
      Int32Array.from(judge, (row) => table.shift[row]!),
      candidate.seed,
    );
    const refitted = ({ recipe, seed }: ModelManifest): Float64Array =>
      predict(fitModel(recipe, data, learn, seed), table.columns, judge);
    const losses = (said: Float64Array): Float64Array =>
      said.map((value, i) => lossOf(target.task, actual[i]!, value));
    card.add('candidate', losses(refitted(candidate)));
    const isUnseen =
      Date.parse(incumbent.data.to) <
      judge.reduce((least, row) => Math.min(least, table.atMs[row]!), Infinity);
    card.add('incumbent', losses(isUnseen ? await this.served(incumbent, table, fold) : refitted(incumbent)));
    return card.gainOf('candidate', 'incumbent');
  }

  private async served(
    { target, version, onnx }: ModelManifest,
    { columns, vocabulary }: TrainingTable,
    { judge }: Fold,
  ): Promise<Float64Array> {
    const bytes = await readFile(path.join(versionFolder(this.modelsDir, target, version), MODEL_FILE));
    return runOnnx(
      { bytes, output: onnx.output, outputColumn: onnx.outputColumn },
      columns,
      vocabulary,
      judge,
    );
  }

  private async tableOf(candidate: ModelManifest): Promise<{ table: TrainingTable; binned: BinnedColumns }> {
    if (this.loaded === null) {
      const table = await this.load();
      this.loaded = { table, binned: binColumns(table.columns) };
    }
    if (this.loaded.table.sha256 !== candidate.data.sha256)
      throw new FleetDataError(
        'UNSETTLED',
        `${candidate.target} ${candidate.version} was trained on other data than ${TRAINING_FILE} holds now: train anew with npm run models:train.`,
        { file: TRAINING_FILE },
      );
    return this.loaded;
  }
}
