// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.onnx;

import static java.util.Objects.requireNonNull;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.drey.inference.ModelScorer;
import dev.drey.inference.ModelUse;
import dev.drey.inference.ScoringException;
import dev.drey.type.TypeKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A session of ONNX Runtime with one thread, for a task is one and its machine has others. Values
 * of rows become tensors by {@link TensorValues}.
 */
final class OnnxScorer implements ModelScorer {
  private static final long serialVersionUID = 1;

  private final byte[] model;
  private final ModelUse use;
  private transient @Nullable OrtSession session;
  private transient @Nullable Map<String, TensorInfo> infos;

  OnnxScorer(byte[] model, ModelUse use) {
    this.model = model;
    this.use = use;
  }

  @Override
  public void open() throws IOException {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      // What it logs is told with the row that it fails on.
      options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
      OrtSession opened = environment().createSession(model, options);
      session = opened;
      Map<String, TensorInfo> found = new LinkedHashMap<>();
      for (ModelUse.Input input : use.inputs()) {
        found.put(
            input.tensor(),
            (TensorInfo) requireNonNull(opened.getInputInfo().get(input.tensor())).getInfo());
      }
      infos = found;
    } catch (OrtException e) {
      throw new IOException("ONNX Runtime does not take the model: " + e.getMessage(), e);
    } catch (LinkageError e) {
      throw new IOException(
          "ONNX Runtime is not here for this machine ("
              + System.getProperty("os.name")
              + ", "
              + System.getProperty("os.arch")
              + "): "
              + e.getMessage(),
          e);
    }
  }

  private static OrtEnvironment environment() {
    return OrtEnvironment.getEnvironment();
  }

  @Override
  public List<Object[]> score(List<Object[]> rows) throws ScoringException {
    Map<String, OnnxTensor> tensors = new LinkedHashMap<>();
    Set<String> wanted = new LinkedHashSet<>();
    use.outputs().forEach(output -> wanted.add(output.tensor()));
    try {
      int first = 0;
      for (ModelUse.Input input : use.inputs()) {
        int width = input.values().size();
        tensors.put(
            input.tensor(),
            TensorValues.tensor(
                environment(),
                requireNonNull(requireNonNull(infos).get(input.tensor())),
                rows,
                first,
                width));
        first += width;
      }
      try (OrtSession.Result result =
          requireNonNull(session, "open() comes first").run(tensors, wanted)) {
        return scored(result, rows.size());
      }
    } catch (OrtException e) {
      throw new ScoringException(String.valueOf(e.getMessage()), e);
    } finally {
      tensors.values().forEach(OnnxTensor::close);
    }
  }

  private List<Object[]> scored(OrtSession.Result result, int rows)
      throws OrtException, ScoringException {
    List<Object[]> scored = new ArrayList<>(rows);
    for (int row = 0; row < rows; row++) {
      scored.add(new Object[use.outputs().size()]);
    }
    for (int i = 0; i < use.outputs().size(); i++) {
      ModelUse.Output output = use.outputs().get(i);
      OnnxValue value = result.get(output.tensor()).orElseThrow();
      List<Object> values = TensorValues.rows((OnnxTensor) value, rows);
      for (int row = 0; row < rows; row++) {
        scored.get(row)[i] = value(values.get(row), output);
      }
    }
    return scored;
  }

  /** All of a row, or an element of it; a list of one is that one where no list is asked for. */
  private static Object value(Object ofRow, ModelUse.Output output) throws ScoringException {
    List<?> values = (List<?>) ofRow;
    if (output.element() > values.size()) {
      throw new ScoringException(
          "`"
              + output.tensor()
              + "` has no element "
              + output.element()
              + ": it has "
              + values.size());
    }
    if (output.element() > 0) {
      return values.get(output.element() - 1);
    }
    return output.type().kind() == TypeKind.ARRAY ? values : values.get(0);
  }

  @Override
  public void close() {
    OrtSession opened = session;
    session = null;
    if (opened != null) {
      try {
        opened.close();
      } catch (OrtException e) {
        throw new IllegalStateException("a session cannot be closed", e);
      }
    }
  }
}
