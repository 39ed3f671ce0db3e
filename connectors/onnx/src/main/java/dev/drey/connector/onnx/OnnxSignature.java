// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.onnx;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.WireFormat;
import dev.drey.inference.ModelSignature;
import dev.drey.inference.ModelTensor;
import dev.drey.type.TypeKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads of a model what it takes and gives, by the numbers of the fields in {@code onnx.proto} (the
 * format's version 1.17). Weights and operators are passed over, so that neither the runtime nor
 * its native parts are needed where a spec is checked.
 */
final class OnnxSignature {
  private static final int MODEL_GRAPH = 7;
  private static final int GRAPH_INITIALIZER = 5;
  private static final int GRAPH_INPUT = 11;
  private static final int GRAPH_OUTPUT = 12;
  private static final int INITIALIZER_NAME = 8;
  private static final int VALUE_NAME = 1;
  private static final int VALUE_TYPE = 2;
  private static final int TYPE_TENSOR = 1;
  private static final Map<Integer, String> OTHER_TYPES =
      Map.of(4, "sequence", 5, "map", 8, "sparse tensor", 9, "optional");
  private static final int TENSOR_ELEMENT = 1;
  private static final int TENSOR_SHAPE = 2;
  private static final int SHAPE_DIMENSION = 1;
  private static final int DIMENSION_VALUE = 1;

  private static final List<String> ELEMENTS =
      List.of(
          "undefined",
          "float",
          "uint8",
          "int8",
          "uint16",
          "int16",
          "int32",
          "int64",
          "string",
          "bool",
          "float16",
          "double",
          "uint32",
          "uint64",
          "complex64",
          "complex128",
          "bfloat16");

  private static final Map<String, TypeKind> KINDS =
      Map.of(
          "float",
          TypeKind.FLOAT,
          "double",
          TypeKind.DOUBLE,
          "int32",
          TypeKind.INT,
          "int64",
          TypeKind.BIGINT,
          "bool",
          TypeKind.BOOLEAN,
          "string",
          TypeKind.VARCHAR);

  /** What stands in one message that has fields of this number. */
  private interface Field {
    void read(int number, CodedInputStream in) throws IOException;
  }

  private final List<ModelTensor> inputs = new ArrayList<>();
  private final List<ModelTensor> outputs = new ArrayList<>();
  private final Set<String> initialized = new HashSet<>();

  private OnnxSignature() {}

  /**
   * @throws IOException where the bytes are no model, in words
   */
  static ModelSignature of(byte[] model) throws IOException {
    OnnxSignature signature = new OnnxSignature();
    try {
      fields(
          CodedInputStream.newInstance(model),
          Set.of(MODEL_GRAPH),
          (number, in) ->
              message(in, Set.of(GRAPH_INITIALIZER, GRAPH_INPUT, GRAPH_OUTPUT), signature::graph));
    } catch (InvalidProtocolBufferException e) {
      throw new IOException("it is no model of ONNX, or a damaged one", e);
    }
    // Until version 3 of the format weights stood among the inputs, too.
    signature.inputs.removeIf(tensor -> signature.initialized.contains(tensor.name()));
    if (signature.outputs.isEmpty()) {
      throw new IOException("it is no model of ONNX: it has no outputs");
    }
    return ModelSignature.of(signature.inputs, signature.outputs);
  }

  /** Hands the fields of these numbers over and passes over the others. */
  private static void fields(CodedInputStream in, Set<Integer> wanted, Field field)
      throws IOException {
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      int number = WireFormat.getTagFieldNumber(tag);
      if (wanted.contains(number)) {
        field.read(number, in);
      } else {
        in.skipField(tag);
      }
    }
  }

  private static void message(CodedInputStream in, Set<Integer> wanted, Field field)
      throws IOException {
    int limit = in.pushLimit(in.readRawVarint32());
    fields(in, wanted, field);
    in.popLimit(limit);
  }

  private void graph(int number, CodedInputStream in) throws IOException {
    if (number == GRAPH_INITIALIZER) {
      message(in, Set.of(INITIALIZER_NAME), (name, text) -> initialized.add(text.readString()));
    } else {
      ModelTensor tensor = tensor(in);
      (number == GRAPH_INPUT ? inputs : outputs).add(tensor);
    }
  }

  private static ModelTensor tensor(CodedInputStream in) throws IOException {
    Draft draft = new Draft();
    message(
        in,
        Set.of(VALUE_NAME, VALUE_TYPE),
        (number, value) -> {
          if (number == VALUE_NAME) {
            draft.name = value.readString();
          } else {
            Set<Integer> types = new HashSet<>(OTHER_TYPES.keySet());
            types.add(TYPE_TENSOR);
            message(value, types, draft::type);
          }
        });
    return ModelTensor.of(
        draft.name, Optional.ofNullable(KINDS.get(draft.element)), draft.element, draft.shape);
  }

  /** A tensor while it is read. */
  private static final class Draft {
    private String name = "";
    private String element = ELEMENTS.get(0);
    private final List<Long> shape = new ArrayList<>();

    private void type(int number, CodedInputStream in) throws IOException {
      if (number != TYPE_TENSOR) {
        element = OTHER_TYPES.getOrDefault(number, element);
        message(in, Set.of(), (none, rest) -> {});
        return;
      }
      message(
          in,
          Set.of(TENSOR_ELEMENT, TENSOR_SHAPE),
          (part, value) -> {
            if (part == TENSOR_ELEMENT) {
              int type = value.readEnum();
              element = type < ELEMENTS.size() ? ELEMENTS.get(type) : "type " + type;
            } else {
              message(value, Set.of(SHAPE_DIMENSION), (dimension, size) -> shape.add(size(size)));
            }
          });
    }

    /** One that has a name, or nothing, for a size is free. */
    private static long size(CodedInputStream in) throws IOException {
      long[] size = {ModelTensor.FREE};
      message(in, Set.of(DIMENSION_VALUE), (value, number) -> size[0] = number.readInt64());
      return size[0];
    }
  }
}
