/** The model of `tinyOnnx`: bias + Σ weight × number + what the first category stands for. */
export interface TinyModel {
  readonly bias: number;
  /** One a number. An unknown number counts as 0. */
  readonly weights: readonly number[];
  /** What the texts of the first category add; another text adds 0. */
  readonly categoryValues: Readonly<Record<string, number>>;
  readonly categories: number;
}

/**
 * A linear model as the bytes of an ONNX file, encoded by hand after onnx.proto: the inputs `numbers` and `categories`,
 * the output `prediction`.
 */
export function tinyOnnx({ bias, weights, categoryValues, categories }: TinyModel): Buffer {
  const numbers = weights.length;
  const ml = 'ai.onnx.ml';
  const keys = Object.keys(categoryValues);
  const coefficients = [...weights, 1, ...Array.from({ length: categories - 1 }, () => 0)];
  const graph = Buffer.concat([
    node('Imputer', ['numbers'], 'known', ml, [
      floats(
        'imputed_value_floats',
        weights.map(() => 0),
      ),
      float('replaced_value_float', Number.NaN),
    ]),
    node('LabelEncoder', ['categories'], 'codes', ml, [
      strings('keys_strings', keys.length > 0 ? keys : ['none']),
      floats('values_floats', keys.length > 0 ? Object.values(categoryValues) : [0]),
      float('default_float', 0),
    ]),
    node('Concat', ['known', 'codes'], 'all', '', [int('axis', 1)]),
    node('LinearRegressor', ['all'], 'prediction', ml, [
      floats('coefficients', coefficients),
      floats('intercepts', [bias]),
      int('targets', 1),
    ]),
    text(2, 'tiny'),
    message(11, value('numbers', FLOAT, numbers)),
    message(11, value('categories', STRING, categories)),
    message(12, value('prediction', FLOAT, 1)),
  ]);
  return Buffer.concat([
    whole(1, 8), // IR version
    message(7, graph),
    message(8, Buffer.concat([text(1, ''), whole(2, 17)])),
    message(8, Buffer.concat([text(1, ml), whole(2, 3)])),
  ]);
}

/** Element types of onnx.proto. */
const FLOAT = 1;
const STRING = 8;

function node(type: string, inputs: string[], output: string, domain: string, attributes: Buffer[]): Buffer {
  return message(
    1,
    Buffer.concat([
      ...inputs.map((input) => text(1, input)),
      text(2, output),
      text(4, type),
      ...attributes.map((attribute) => message(5, attribute)),
      text(7, domain),
    ]),
  );
}

const float = (name: string, one: number): Buffer =>
  Buffer.concat([text(1, name), fixed(2, one), whole(20, 1)]);
const int = (name: string, one: number): Buffer =>
  Buffer.concat([text(1, name), whole(3, one), whole(20, 2)]);
const floats = (name: string, many: readonly number[]): Buffer =>
  Buffer.concat([text(1, name), ...many.map((one) => fixed(7, one)), whole(20, 6)]);
const strings = (name: string, many: readonly string[]): Buffer =>
  Buffer.concat([text(1, name), ...many.map((one) => text(9, one)), whole(20, 8)]);

/** A tensor's name and type: any number of rows, so many columns. */
function value(name: string, elementType: number, columns: number): Buffer {
  const rows = message(1, text(2, 'rows'));
  const shape = Buffer.concat([rows, message(1, whole(1, columns))]);
  const tensor = Buffer.concat([whole(1, elementType), message(2, shape)]);
  return Buffer.concat([text(1, name), message(2, message(1, tensor))]);
}

const VARINT = 0;
const LENGTH_DELIMITED = 2;
const FIXED32 = 5;

function varint(number: number): Buffer {
  const bytes: number[] = [];
  for (let rest = number; ; rest = Math.floor(rest / 128)) {
    bytes.push((rest % 128) + (rest < 128 ? 0 : 128));
    if (rest < 128) return Buffer.from(bytes);
  }
}

const tag = (field: number, wire: number): Buffer => varint(field * 8 + wire);
const whole = (field: number, number: number): Buffer => Buffer.concat([tag(field, VARINT), varint(number)]);
const message = (field: number, bytes: Buffer): Buffer =>
  Buffer.concat([tag(field, LENGTH_DELIMITED), varint(bytes.length), bytes]);
const text = (field: number, content: string): Buffer => message(field, Buffer.from(content));
function fixed(field: number, number: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeFloatLE(number);
  return Buffer.concat([tag(field, FIXED32), bytes]);
}
