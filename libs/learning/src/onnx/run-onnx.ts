import { InferenceSession, Tensor } from 'onnxruntime-node';
import type { Columns } from '../trees/columns.js';
import { CATEGORIES_INPUT, NUMBERS_INPUT, type OnnxOutput } from './model-graph.js';

/** Rows of a call: some hundred kB of input. */
const BATCH = 4096;

/**
 * What a model file says of some rows, by ONNX Runtime on one thread: what whoever serves the file will get.
 *
 * @param vocabulary the levels that the columns' codes stand for; −1 is asked as ''
 * @throws Error where the bytes are no model that ONNX Runtime takes
 */
export async function runOnnx(
  { bytes, output, outputColumn }: OnnxOutput & { readonly bytes: Uint8Array },
  columns: Columns,
  vocabulary: readonly (readonly string[])[],
  rows: Int32Array,
): Promise<Float64Array> {
  const session = await InferenceSession.create(bytes, {
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    logSeverityLevel: 3,
  });
  try {
    const predictions = new Float64Array(rows.length);
    for (let start = 0; start < rows.length; start += BATCH) {
      const batch = rows.subarray(start, start + BATCH);
      const results = await session.run(inputsOf(columns, vocabulary, batch), [output]);
      const tensor = results[output];
      if (tensor?.type !== 'float32') throw new Error(`the model has no float output "${output}"`);
      const width = tensor.dims[1] ?? 1;
      const data = tensor.data as Float32Array; // a float32 tensor's
      batch.forEach((_, i) => (predictions[start + i] = data[i * width + outputColumn]!));
    }
    return predictions;
  } finally {
    await session.release();
  }
}

function inputsOf(
  { values }: Columns,
  vocabulary: readonly (readonly string[])[],
  rows: Int32Array,
): Record<string, Tensor> {
  const numbers = values.length - vocabulary.length;
  const numeric = new Float32Array(rows.length * numbers);
  const texts = new Array<string>(rows.length * vocabulary.length);
  rows.forEach((row, i) => {
    for (let f = 0; f < numbers; f += 1) numeric[i * numbers + f] = values[f]![row]!;
    vocabulary.forEach((levels, c) => {
      texts[i * vocabulary.length + c] = levels[values[numbers + c]![row]!] ?? '';
    });
  });
  return {
    [NUMBERS_INPUT]: new Tensor('float32', numeric, [rows.length, numbers]),
    [CATEGORIES_INPUT]: new Tensor('string', texts, [rows.length, vocabulary.length]),
  };
}
