import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';

/**
 * The few messages of onnx.proto (https://github.com/onnx/onnx/blob/main/onnx/onnx.proto, IR version 8) that our graphs
 * need, written with their field numbers.
 */

/** Element types of tensors. */
export const ELEMENT = { float: 1, int64: 7, string: 8 } as const;
/** AttributeProto.AttributeType. */
const ATTRIBUTE = { float: 1, int: 2, string: 3, tensor: 4, floats: 6, ints: 7, strings: 8 } as const;

export type AttributeValue =
  | { readonly float: number }
  | { readonly int: number }
  | { readonly string: string }
  | { readonly tensor: Tensor }
  | { readonly floats: ArrayLike<number> }
  | { readonly ints: ArrayLike<number> }
  | { readonly strings: readonly string[] };

export interface Tensor {
  readonly name: string;
  readonly dims: readonly number[];
  readonly data: { readonly floats: readonly number[] } | { readonly ints: readonly number[] };
}

export interface GraphNode {
  readonly op: string;
  /** '' is the default set of operators. */
  readonly domain: '' | 'ai.onnx.ml';
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes?: Readonly<Record<string, AttributeValue>>;
}

/** A tensor that goes into the graph or comes out. A size that is a text is free, and the same where the text is. */
export interface GraphValue {
  readonly name: string;
  readonly element: keyof typeof ELEMENT;
  readonly shape: readonly (number | string)[];
}

export interface Graph {
  readonly name: string;
  readonly nodes: readonly GraphNode[];
  readonly constants: readonly Tensor[];
  readonly inputs: readonly GraphValue[];
  readonly outputs: readonly GraphValue[];
}

const IR_VERSION = 8;
/** Sets of operators: the newest of each that every ONNX Runtime since 1.12 knows. */
const OPSETS = { '': 17, 'ai.onnx.ml': 3 } as const;

type Write = (writer: BinaryWriter) => void;

function message(writer: BinaryWriter, field: number, write: Write): void {
  writer.tag(field, WireType.LengthDelimited).fork();
  write(writer);
  writer.join();
}
const text = (writer: BinaryWriter, field: number, value: string): void => {
  writer.tag(field, WireType.LengthDelimited).string(value);
};
const int = (writer: BinaryWriter, field: number, value: number): void => {
  writer.tag(field, WireType.Varint).int64(value);
};

/** A model file's bytes. The same graph gives the same bytes. */
export function encodeModel(graph: Graph, producer: { name: string; version: string }): Uint8Array {
  const writer = new BinaryWriter();
  int(writer, 1, IR_VERSION);
  text(writer, 2, producer.name);
  text(writer, 3, producer.version);
  message(writer, 7, (w) => {
    writeGraph(w, graph);
  });
  for (const [domain, version] of Object.entries(OPSETS))
    message(writer, 8, (w) => {
      text(w, 1, domain);
      int(w, 2, version);
    });
  return writer.finish();
}

function writeGraph(writer: BinaryWriter, { name, nodes, constants, inputs, outputs }: Graph): void {
  for (const node of nodes)
    message(writer, 1, (w) => {
      writeNode(w, node);
    });
  text(writer, 2, name);
  for (const constant of constants)
    message(writer, 5, (w) => {
      writeTensor(w, constant);
    });
  for (const [field, values] of [
    [11, inputs],
    [12, outputs],
  ] as const)
    for (const value of values)
      message(writer, field, (w) => {
        writeValue(w, value);
      });
}

function writeNode(writer: BinaryWriter, { op, domain, inputs, outputs, attributes }: GraphNode): void {
  for (const input of inputs) text(writer, 1, input);
  for (const output of outputs) text(writer, 2, output);
  text(writer, 3, outputs.join('+'));
  text(writer, 4, op);
  for (const [name, value] of Object.entries(attributes ?? {}))
    message(writer, 5, (w) => {
      text(w, 1, name);
      writeAttributeValue(w, value);
    });
  if (domain !== '') text(writer, 7, domain);
}

function writeAttributeValue(writer: BinaryWriter, value: AttributeValue): void {
  if ('float' in value) writer.tag(2, WireType.Bit32).float(value.float);
  else if ('int' in value) int(writer, 3, value.int);
  else if ('string' in value) text(writer, 4, value.string);
  else if ('tensor' in value)
    message(writer, 5, (w) => {
      writeTensor(w, value.tensor);
    });
  else if ('floats' in value) writeFloats(writer, 7, value.floats);
  else if ('ints' in value) writeInts(writer, 8, value.ints);
  else for (const one of value.strings) text(writer, 9, one);
  const [kind] = Object.keys(value) as (keyof typeof ATTRIBUTE)[]; // the one key of the union's member
  if (kind !== undefined) int(writer, 20, ATTRIBUTE[kind]);
}

/** Repeated numbers are written packed: parsers of protocol buffers take either, and this is half the size. */
function writeFloats(writer: BinaryWriter, field: number, values: ArrayLike<number>): void {
  message(writer, field, (w) => {
    for (let i = 0; i < values.length; i += 1) w.float(values[i]!);
  });
}

function writeInts(writer: BinaryWriter, field: number, values: ArrayLike<number>): void {
  message(writer, field, (w) => {
    for (let i = 0; i < values.length; i += 1) w.int64(values[i]!);
  });
}

function writeTensor(writer: BinaryWriter, { name, dims, data }: Tensor): void {
  writeInts(writer, 1, dims);
  int(writer, 2, 'floats' in data ? ELEMENT.float : ELEMENT.int64);
  if ('floats' in data) writeFloats(writer, 4, data.floats);
  else writeInts(writer, 7, data.ints);
  text(writer, 8, name);
}

function writeValue(writer: BinaryWriter, { name, element, shape }: GraphValue): void {
  text(writer, 1, name);
  message(writer, 2, (type) => {
    message(type, 1, (tensor) => {
      int(tensor, 1, ELEMENT[element]);
      message(tensor, 2, (dims) => {
        for (const size of shape)
          message(dims, 1, (dim) => {
            if (typeof size === 'number') int(dim, 1, size);
            else text(dim, 2, size);
          });
      });
    });
  });
}
