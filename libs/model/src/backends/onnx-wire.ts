import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';

/** Fields of onnx.proto; only what the graph of a member needs. */
const FLOAT = 1;
const INT64 = 7;

export type Write = (writer: BinaryWriter) => void;

export function message(writer: BinaryWriter, field: number, write: Write): void {
  writer.tag(field, WireType.LengthDelimited).fork();
  write(writer);
  writer.join();
}

export function node(operator: string, inputs: string[], output: string, ...attributes: Write[]): Write {
  return (writer) => {
    for (const input of inputs) writer.tag(1, WireType.LengthDelimited).string(input);
    writer.tag(2, WireType.LengthDelimited).string(output);
    writer.tag(4, WireType.LengthDelimited).string(operator);
    for (const attribute of attributes) message(writer, 5, attribute);
  };
}

export function integer(name: string, value: number): Write {
  const INT = 2;
  return (writer) => {
    writer.tag(1, WireType.LengthDelimited).string(name);
    writer.tag(3, WireType.Varint).int64(value);
    writer.tag(20, WireType.Varint).int32(INT);
  };
}

export function integers(name: string, values: number[]): Write {
  const INTS = 7;
  return (writer) => {
    writer.tag(1, WireType.LengthDelimited).string(name);
    for (const value of values) writer.tag(8, WireType.Varint).int64(value);
    writer.tag(20, WireType.Varint).int32(INTS);
  };
}

export function tensor(name: string, dimensions: number[], values: Float32Array | BigInt64Array): Write {
  return (writer) => {
    for (const size of dimensions) writer.tag(1, WireType.Varint).int64(size);
    writer.tag(2, WireType.Varint).int32(values instanceof Float32Array ? FLOAT : INT64);
    writer.tag(8, WireType.LengthDelimited).string(name);
    const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    writer.tag(9, WireType.LengthDelimited).bytes(bytes);
  };
}

/** A float matrix `[B, columns]`, any B. */
export function matrix(name: string, columns: number): Write {
  return (writer) => {
    writer.tag(1, WireType.LengthDelimited).string(name);
    message(writer, 2, (type) =>
      message(type, 1, (tensorType) => {
        tensorType.tag(1, WireType.Varint).int32(FLOAT);
        message(tensorType, 2, (dimensions) => {
          message(dimensions, 1, (rows) => rows.tag(2, WireType.LengthDelimited).string('B'));
          message(dimensions, 1, (size) => size.tag(1, WireType.Varint).int64(columns));
        });
      }),
    );
  };
}
