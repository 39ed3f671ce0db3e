// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.onnx;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes models of ONNX byte by byte, by the numbers of the fields in {@code onnx.proto}: no
 * exporter is to be had where these tests run.
 */
final class ModelWriter {
  /** The types of elements, by their numbers in {@code TensorProto.DataType}. */
  enum Element {
    FLOAT(1),
    INT32(6),
    INT64(7),
    STRING(8),
    BOOL(9),
    FLOAT16(10),
    DOUBLE(11);

    private final int number;

    Element(int number) {
      this.number = number;
    }
  }

  private static final int VERSION_OF_FORMAT = 8;
  private static final int VERSION_OF_OPERATORS = 17;
  private static final int VERSION_OF_LEARNING = 3;

  private final Message graph = new Message();

  /** A message of Protocol Buffers while it is written. */
  private static final class Message {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final CodedOutputStream out = CodedOutputStream.newInstance(bytes);

    private interface Step {
      void write(CodedOutputStream out) throws IOException;
    }

    private Message with(Step step) {
      try {
        step.write(out);
        return this;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    Message number(int field, long value) {
      return with(to -> to.writeInt64(field, value));
    }

    Message text(int field, String value) {
      return with(to -> to.writeString(field, value));
    }

    Message real(int field, float value) {
      return with(to -> to.writeFloat(field, value));
    }

    Message message(int field, Message value) {
      return with(to -> to.writeByteArray(field, value.bytes()));
    }

    Message raw(int field, byte[] value) {
      return with(to -> to.writeByteArray(field, value));
    }

    byte[] bytes() {
      with(CodedOutputStream::flush);
      return bytes.toByteArray();
    }
  }

  ModelWriter() {
    graph.text(2, "graph");
  }

  /**
   * @param width of a row; 0 for a tensor of one dimension
   */
  ModelWriter input(String name, Element element, int width) {
    graph.message(11, value(name, element, rows(), width));
    return this;
  }

  ModelWriter output(String name, Element element, int width) {
    graph.message(12, value(name, element, rows(), width));
    return this;
  }

  /** An input of so many rows as are said here. */
  ModelWriter inputOfOne(String name, Element element, int width) {
    graph.message(11, value(name, element, new Message().number(1, 1), width));
    return this;
  }

  /** An output that is a sequence, as classifiers of scikit-learn have it. */
  ModelWriter sequence(String name) {
    Message element = new Message().message(1, new Message().number(1, Element.FLOAT.number));
    Message type = new Message().message(4, new Message().message(1, element));
    graph.message(12, new Message().text(1, name).message(2, type));
    return this;
  }

  private static Message rows() {
    return new Message().text(2, "rows");
  }

  private static Message value(String name, Element element, Message first, int width) {
    Message shape = new Message().message(1, first);
    if (width > 0) {
      shape.message(1, new Message().number(1, width));
    }
    Message tensor = new Message().number(1, element.number).message(2, shape);
    return new Message().text(1, name).message(2, new Message().message(1, tensor));
  }

  /** Weights: a matrix, or a vector where there are no columns. */
  ModelWriter weights(String name, int rows, int columns, float... values) {
    Message tensor = new Message().number(1, rows);
    if (columns > 0) {
      tensor.number(1, columns);
    }
    ByteBuffer raw = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      raw.putFloat(value);
    }
    graph.message(5, tensor.number(2, Element.FLOAT.number).text(8, name).raw(9, raw.array()));
    return this;
  }

  ModelWriter node(String operator, List<String> inputs, String output) {
    return node(operator, inputs, output, "", new Attributes());
  }

  ModelWriter node(
      String operator, List<String> inputs, String output, String domain, Attributes attributes) {
    Message node = new Message();
    inputs.forEach(input -> node.text(1, input));
    node.text(2, output).text(4, operator);
    attributes.all.forEach(attribute -> node.message(5, attribute));
    graph.message(1, domain.isEmpty() ? node : node.text(7, domain));
    return this;
  }

  /** What an operator is told beside its inputs. */
  static final class Attributes {
    private final List<Message> all = new ArrayList<>();

    Attributes number(String name, long value) {
      all.add(new Message().text(1, name).number(3, value).number(20, 2));
      return this;
    }

    Attributes text(String name, String value) {
      all.add(new Message().text(1, name).text(4, value).number(20, 3));
      return this;
    }

    Attributes reals(String name, double... values) {
      Message attribute = new Message().text(1, name);
      for (double value : values) {
        attribute.real(7, (float) value);
      }
      all.add(attribute.number(20, 6));
      return this;
    }

    Attributes numbers(String name, long... values) {
      Message attribute = new Message().text(1, name);
      for (long value : values) {
        attribute.number(8, value);
      }
      all.add(attribute.number(20, 7));
      return this;
    }

    Attributes texts(String name, String... values) {
      Message attribute = new Message().text(1, name);
      for (String value : values) {
        attribute.text(9, value);
      }
      all.add(attribute.number(20, 8));
      return this;
    }
  }

  byte[] model() {
    return new Message()
        .number(1, VERSION_OF_FORMAT)
        .text(2, "drey")
        .message(7, graph)
        .message(8, new Message().text(1, "").number(2, VERSION_OF_OPERATORS))
        .message(8, new Message().text(1, "ai.onnx.ml").number(2, VERSION_OF_LEARNING))
        .bytes();
  }
}
