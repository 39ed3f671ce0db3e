// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.TensorInfo;
import dev.drey.inference.ScoringException;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** Values of rows as tensors, row by row, and back. */
final class TensorValues {
  private TensorValues() {}

  /**
   * @param first the first value of a row that is the tensor's
   */
  static OnnxTensor tensor(
      OrtEnvironment environment, TensorInfo info, List<Object[]> rows, int first, int width)
      throws OrtException, ScoringException {
    long[] shape =
        info.getShape().length == 1 ? new long[] {rows.size()} : new long[] {rows.size(), width};
    Object[] values = new Object[rows.size() * width];
    int next = 0;
    for (Object[] row : rows) {
      System.arraycopy(row, first, values, next, width);
      next += width;
    }
    switch (info.type) {
      case FLOAT:
        FloatBuffer floats = FloatBuffer.allocate(values.length);
        for (Object value : values) {
          floats.put(((Number) value).floatValue());
        }
        return OnnxTensor.createTensor(environment, floats.rewind(), shape);
      case DOUBLE:
        DoubleBuffer doubles = DoubleBuffer.allocate(values.length);
        for (Object value : values) {
          doubles.put(((Number) value).doubleValue());
        }
        return OnnxTensor.createTensor(environment, doubles.rewind(), shape);
      case INT64:
        LongBuffer longs = LongBuffer.allocate(values.length);
        for (Object value : values) {
          longs.put(((Number) value).longValue());
        }
        return OnnxTensor.createTensor(environment, longs.rewind(), shape);
      case INT32:
        IntBuffer ints = IntBuffer.allocate(values.length);
        for (Object value : values) {
          ints.put(((Number) value).intValue());
        }
        return OnnxTensor.createTensor(environment, ints.rewind(), shape);
      case BOOL:
        return OnnxTensor.createTensor(environment, truths(values, shape));
      case STRING:
        String[] texts = new String[values.length];
        System.arraycopy(values, 0, texts, 0, texts.length);
        return OnnxTensor.createTensor(environment, texts, shape);
      default:
        throw new ScoringException("no column is of " + info.type);
    }
  }

  private static Object truths(Object[] values, long[] shape) {
    int width = shape.length == 1 ? 1 : (int) shape[1];
    boolean[][] truths = new boolean[(int) shape[0]][width];
    boolean[] flat = new boolean[values.length];
    for (int i = 0; i < values.length; i++) {
      flat[i] = (Boolean) values[i];
      truths[i / width][i % width] = flat[i];
    }
    return shape.length == 1 ? flat : truths;
  }

  /** The values of each row, one list a row. */
  static List<Object> rows(OnnxTensor tensor, int rows) throws OrtException, ScoringException {
    long[] shape = tensor.getInfo().getShape();
    if (shape.length < 1 || shape.length > 2 || shape[0] != rows) {
      throw new ScoringException("the model gives " + tensor.getInfo() + " for " + rows + " rows");
    }
    int width = shape.length == 1 ? 1 : (int) shape[1];
    IntFunction<Object> value = values(tensor, shape.length == 1);
    List<Object> found = new ArrayList<>(rows);
    for (int row = 0; row < rows; row++) {
      List<Object> ofRow = new ArrayList<>(width);
      for (int i = 0; i < width; i++) {
        ofRow.add(value.apply(row * width + i));
      }
      found.add(ofRow);
    }
    return found;
  }

  private static IntFunction<Object> values(OnnxTensor tensor, boolean flat)
      throws OrtException, ScoringException {
    switch (tensor.getInfo().type) {
      case FLOAT:
        return tensor.getFloatBuffer()::get;
      case DOUBLE:
        return tensor.getDoubleBuffer()::get;
      case INT64:
        return tensor.getLongBuffer()::get;
      case INT32:
        return tensor.getIntBuffer()::get;
      case BOOL:
        byte[] truths = new byte[tensor.getByteBuffer().remaining()];
        tensor.getByteBuffer().get(truths);
        return i -> truths[i] != 0;
      case STRING:
        if (flat) {
          String[] texts = (String[]) tensor.getValue();
          return i -> texts[i];
        }
        String[][] table = (String[][]) tensor.getValue();
        return i -> table[i / table[0].length][i % table[0].length];
      default:
        throw new ScoringException("no column is of " + tensor.getInfo().type);
    }
  }
}
