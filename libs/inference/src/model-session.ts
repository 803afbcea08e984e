import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { MODEL_FILE, versionFolder } from '@mining-ops/model-files/model-folder.js';
import { ModelFilesError } from '@mining-ops/model-files/model-files-error.js';
import { readServingManifest, type ServingManifest } from '@mining-ops/model-files/serving-manifest.js';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { categoriesFor, numbersFor, type FeatureBatch } from './feature-batch.js';

/**
 * One thread, as a prediction is one short batch; no arena and no remembered memory plan, as batches differ in size and
 * an arena would keep the largest for ever.
 */
const SESSION_OPTIONS: InferenceSession.SessionOptions = {
  executionProviders: ['cpu'],
  intraOpNumThreads: 1,
  interOpNumThreads: 1,
  executionMode: 'sequential',
  enableCpuMemArena: false,
  enableMemPattern: false,
  logSeverityLevel: 3,
};

/** One version of one target's model, loaded: a session of ONNX Runtime. */
export class ModelSession {
  private constructor(
    readonly manifest: ServingManifest,
    private readonly session: InferenceSession,
  ) {}

  /**
   * Loads a version, and has it predict once, so that what is broken is found here.
   *
   * @throws ModelFilesError that names the file and why it cannot be used
   */
  static async load(modelsDir: string, target: string, version: string): Promise<ModelSession> {
    const manifest = await readServingManifest(modelsDir, target, version);
    const file = path.join(versionFolder(modelsDir, target, version), MODEL_FILE);
    const bytes = await readModel(file, manifest);
    const model = new ModelSession(manifest, await open(file, bytes));
    try {
      await model.predict(unknownRow(manifest));
      return model;
    } catch (error) {
      await model.release();
      throw refused(file, 'it cannot be run as its manifest says', error);
    }
  }

  /**
   * Predicts every row of a batch, in the target's unit. Holds the thread meanwhile (ONNX Runtime's `run` does), so ask
   * once with all rows and never in a loop.
   */
  async predict(batch: FeatureBatch): Promise<Float64Array> {
    const { features, onnx } = this.manifest;
    const { rows } = batch;
    if (rows === 0) return new Float64Array();
    const { [onnx.output]: output } = await this.session.run(
      {
        [onnx.numbersInput]: new Tensor('float32', numbersFor(this.manifest, batch), [
          rows,
          features.numeric.length,
        ]),
        [onnx.categoriesInput]: new Tensor('string', categoriesFor(this.manifest, batch), [
          rows,
          features.categorical.length,
        ]),
      },
      [onnx.output],
    );
    return columnOf(output, rows, onnx.outputColumn);
  }

  /** Gives its memory back. Not while it predicts, and nothing may follow. */
  async release(): Promise<void> {
    await this.session.release();
  }
}

async function readModel(file: string, { onnx }: ServingManifest): Promise<Buffer> {
  let bytes: Buffer;
  try {
    bytes = await readFile(file);
  } catch (error) {
    const { code = 'unknown error' } = error as { readonly code?: string };
    if (code === 'ENOENT') throw new ModelFilesError('MISSING_FILE', file, `${file} is missing`);
    throw new ModelFilesError('UNREADABLE', file, `${file} cannot be read (${code})`, { cause: error });
  }
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  if (sha256 === onnx.sha256) return bytes;
  throw refused(
    file,
    `it was cut short or changed: its ${bytes.length} bytes have SHA-256 ${sha256.slice(0, 12)}…, ` +
      `the manifest says ${onnx.sha256.slice(0, 12)}…`,
  );
}

async function open(file: string, bytes: Buffer): Promise<InferenceSession> {
  try {
    return await InferenceSession.create(bytes, SESSION_OPTIONS);
  } catch (error) {
    throw refused(file, 'it is not an ONNX model that ONNX Runtime can load', error);
  }
}

function refused(file: string, why: string, cause?: unknown): ModelFilesError {
  const told = cause === undefined ? '' : ` (${messageOf(cause)})`;
  return new ModelFilesError('INVALID', file, `${file} is refused: ${why}${told}`, { cause });
}

const messageOf = (error: unknown): string =>
  (error as { readonly message?: string }).message ?? String(error);

/** A row of which nothing is known: every model must have an answer to it. */
function unknownRow({ features }: ServingManifest): FeatureBatch {
  return {
    rows: 1,
    numbers: Object.fromEntries(features.numeric.map((name) => [name, [Number.NaN]])),
    categories: Object.fromEntries(features.categorical.map((name) => [name, ['']])),
  };
}

function columnOf(output: Tensor | undefined, rows: number, column: number): Float64Array {
  const width = output?.dims[1] ?? 1;
  if (!(output?.data instanceof Float32Array) || output.data.length !== rows * width || column >= width) {
    const found = output === undefined ? 'none' : `${output.type} [${output.dims.join(', ')}]`;
    throw new Error(`the output should be float32 with ${rows} rows and a column ${column}, is ${found}`);
  }
  const { data } = output;
  const values = Float64Array.from({ length: rows }, (_, row) => data[row * width + column] ?? Number.NaN);
  if (values.every((value) => Number.isFinite(value))) return values;
  throw new Error('the output has values that are no numbers');
}
