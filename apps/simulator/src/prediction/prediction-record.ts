import { PredictionLog, type LoggedPredictions } from '@mining-ops/inference/prediction-log.js';
import { PREDICTION_COLUMNS } from '@mining-ops/inference/prediction-columns.js';
import { FEATURES } from '@mining-ops/learning/features/feature-list.js';

/** Writes predictions down beside the work that they were made for: a log that cannot be written stops no job. */
export class PredictionRecord {
  private readonly log: PredictionLog;
  private readonly writing = new Set<Promise<void>>();

  constructor(
    options: { readonly logsDir: string; readonly maxBytes: number; readonly keepFiles: number },
    private readonly onError: (error: unknown) => void,
  ) {
    this.log = new PredictionLog({ ...options, features: FEATURES, outputs: PREDICTION_COLUMNS });
  }

  note(predicted: LoggedPredictions): void {
    const written = this.log.append(predicted).catch(this.onError);
    this.writing.add(written);
    void written.then(() => this.writing.delete(written));
  }

  /** Resolves when everything noted so far is in the file. */
  async close(): Promise<void> {
    await Promise.all(this.writing);
  }
}
