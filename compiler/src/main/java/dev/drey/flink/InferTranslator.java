// SPDX-License-Identifier: Apache-2.0
package dev.drey.flink;

import dev.drey.connector.Catalog;
import dev.drey.connector.ConnectorException;
import dev.drey.connector.Unanswered;
import dev.drey.inference.Misfit;
import dev.drey.inference.ModelRuntime;
import dev.drey.operator.InferOperator;
import dev.drey.plan.InferNode;
import dev.drey.plan.LookupNode;
import dev.drey.plan.PlanNode;
import dev.drey.row.RowTypeInformation;
import dev.drey.type.RowType;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * The operator that scores rows. Its model is read here, where the job is started, and goes with
 * it: all its tasks run the same one, also after a failure.
 */
final class InferTranslator implements NodeTranslator<InferNode> {
  private static final int MOST_BYTES = 100 << 20;

  private final Catalog catalog;
  private final Endpoints endpoints;

  InferTranslator(Catalog catalog, Endpoints endpoints) {
    this.catalog = catalog;
    this.endpoints = endpoints;
  }

  @Override
  public Class<InferNode> translates() {
    return InferNode.class;
  }

  @Override
  public void translate(InferNode node, TranslationContext context) {
    ModelRuntime runtime = catalog.models(node.runtime()).orElseThrow();
    byte[] model = model(node);
    requireFit(node, runtime, model);
    RowType inputType = context.rowType(node.input());
    @Nullable OutputTag<Object[]> failed =
        node.onError() == Unanswered.ASIDE
            ? new OutputTag<>(
                InferNode.FAILED, RowTypeInformation.of(LookupNode.withReason(node.scoring())))
            : null;
    InferOperator operator =
        new InferOperator(
            node.name(),
            context.expressions().calc(inputType, Optional.empty(), node.values()),
            runtime.scorer(model, node.use()),
            endpoints.rowsWait() ? node.size() : 1,
            endpoints.rowsWait() ? node.linger() : Duration.ZERO,
            node.outputs().size(),
            node.onError() == Unanswered.KEEP,
            failed);
    DataStream<Object[]> input = context.narrowed(context.input(node.input()), node);
    SingleOutputStreamOperator<Object[]> scored =
        context.behind(
            input,
            input.transform(node.kind(), RowTypeInformation.of(node.rowType()), operator),
            node.id());
    context.output(node, PlanNode.OUT, scored);
    if (failed != null) {
      context.output(node, InferNode.FAILED, scored.getSideOutput(failed));
    }
  }

  private static void requireFit(InferNode node, ModelRuntime runtime, byte[] model) {
    try {
      List<Misfit> misfits = node.use().misfits(runtime.signature(model));
      if (!misfits.isEmpty()) {
        throw new ConnectorException(
            words(node)
                + "is not as the spec has it: "
                + misfits.get(0).message()
                + "; "
                + misfits.get(0).help());
      }
    } catch (IOException e) {
      throw new ConnectorException(words(node) + "cannot be read: " + e.getMessage(), e);
    }
  }

  private static String words(InferNode node) {
    return "stream `" + node.name() + "`: the model " + node.model() + " ";
  }

  private static byte[] model(InferNode node) {
    Path path = new Path(node.location());
    try (FSDataInputStream in = path.getFileSystem().open(path)) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      byte[] buffer = new byte[1 << 16];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        bytes.write(buffer, 0, read);
        if (bytes.size() > MOST_BYTES) {
          throw new IOException("it has more than 100 MB, which go with a job to its tasks");
        }
      }
      return bytes.toByteArray();
    } catch (FileNotFoundException e) {
      throw new ConnectorException(words(node) + "is not there", e);
    } catch (IOException e) {
      throw new ConnectorException(words(node) + "cannot be read: " + e.getMessage(), e);
    }
  }
}
