// SPDX-License-Identifier: Apache-2.0
package dev.drey.analysis;

import dev.drey.connector.Unanswered;
import dev.drey.model.TypeSpec;
import dev.drey.model.TypeTree;
import dev.drey.schema.CatalogKeys;
import dev.drey.schema.Fields;
import dev.drey.schema.Spellings;
import dev.drey.shape.Key;
import dev.drey.shape.Shape;
import dev.drey.source.LocatedText;
import dev.drey.yaml.YamlEntry;
import dev.drey.yaml.YamlMapping;
import dev.drey.yaml.YamlNode;
import dev.drey.yaml.YamlScalar;
import dev.drey.yaml.YamlSequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The keys below {@code infer}, and how they are read. */
final class InferKeys {
  static final String KEY = "infer";
  static final String ON_ERROR = "onError";
  static final String ONNX = "onnx";

  private static final String MODEL = "model";
  private static final String INPUTS = "inputs";
  private static final String OUTPUTS = "outputs";
  private static final int SIZE = 64;

  private InferKeys() {}

  private static Key onnx() {
    return Key.required(
            ONNX,
            Shape.object(
                Key.required(
                        MODEL,
                        Shape.string(),
                        "The model: a file, by its path from the spec's folder, or an address such"
                            + " as `s3://models/fraud.onnx`. It is read where the job is started.")
                    .withExample("fraud.onnx")),
            "A model in the form of ONNX, run by ONNX Runtime on the CPU.")
        .withExample("{model: fraud.onnx}");
  }

  static Key infer(CatalogKeys catalog) {
    return Key.of(
            KEY,
            Shape.object(
                catalog.models(onnx()),
                Key.required(
                        INPUTS,
                        Shape.map(Shape.oneOf(Shape.expression(), Shape.list(Shape.expression()))),
                        "What the model is given of a row: by the name of an input an expression, or"
                            + " a list with one for each of its values. A row of which one is NULL"
                            + " is not scored: its outputs are NULL.")
                    .withExample("{features: [amount, tx_count], country: country}"),
                Key.required(
                        OUTPUTS,
                        Shape.map(Shape.oneOf(Shape.type(), output())),
                        "The columns that the row gets: by name the type of the model's output of"
                            + " that name, or which output it is.")
                    .withExample("{score: FLOAT}"),
                Key.of(
                        "batch",
                        Shape.object(
                            Key.of(
                                    "size",
                                    Shape.integer(1, 100_000),
                                    "At most so many rows are scored together.")
                                .withDefault(String.valueOf(SIZE))
                                .withExample("256"),
                            Key.of(
                                    "linger",
                                    Shape.duration(),
                                    "How long a row waits for others; `0s`: until so many are"
                                        + " there. None waits past a watermark or a checkpoint.")
                                .withDefault("10ms")
                                .withExample("50ms")),
                        "How rows are scored together, which takes less time than one by one.")
                    .withExample("{size: 256, linger: 50ms}"),
                LookupKeys.fate(
                        ON_ERROR,
                        List.of("fail", "keep"),
                        "What becomes of a row that the model does not score: `fail` stops the job,"
                            + " `keep` lets it go on with NULL, and `{to: NAME}` makes it a row of"
                            + " the stream NAME, with a column `reason`.")
                    .withDefault("fail")
                    .withExample("{to: not_scored}")),
            "Each row with what a model makes of it.")
        .withExample(
            "{onnx: {model: fraud.onnx}, inputs: {features: [amount, tx_count]}, outputs: {score:"
                + " FLOAT}}");
  }

  private static Shape output() {
    return Shape.object(
        Key.of(
                "tensor",
                Shape.string(),
                "The model's output. Absent: the one of the column's name.")
            .withExample("probabilities"),
        Key.of(
                "element",
                Shape.integer(1, 1_000_000),
                "The one of a row's values that it is, from 1. Absent: all of them, a list where"
                    + " they are several.")
            .withExample("2"),
        Key.required("type", Shape.type(), "The column's type.").withExample("FLOAT"));
  }

  static void spell(Spellings spellings) {
    spellings.put("a stream", KEY, "score", "predict", "inference", "model", "mlPredict");
    String place = "`infer`";
    spellings.put(place, INPUTS, "input", "features", "arguments");
    spellings.put(place, OUTPUTS, "output", "predictions", "scores", "as");
    spellings.put(place, ONNX, MODEL, "onnxruntime", "runtime");
    spellings.put("`onnx`", MODEL, "path", "file", "uri", "location");
    spellings.put("`batch`", "size", "maxSize", "rows", "maxRows");
    spellings.put("`batch`", "linger", "timeout", "maxWait", "interval", "delay");
  }

  static InferSpec read(Fields fields) {
    Optional<Fields> batch = fields.object("batch");
    List<TypeSpec> types = new ArrayList<>();
    List<InferSpec.Output> outputs = new ArrayList<>();
    for (YamlEntry entry : fields.entries(OUTPUTS)) {
      output(entry, types).ifPresent(outputs::add);
    }
    return InferSpec.builder()
        .span(fields.mapping().span())
        .model(fields.object(ONNX).flatMap(onnx -> onnx.text(MODEL)))
        .given(inputs(fields.entries(INPUTS)))
        .outputs(outputs)
        .types(
            TypeTree.fields(
                fields.node(OUTPUTS).orElse(fields.mapping()).span(),
                types,
                types.size() == fields.entries(OUTPUTS).size()))
        .size(batch.flatMap(one -> one.integer("size")).orElse(SIZE))
        .linger(batch.flatMap(one -> one.duration("linger")))
        .onError(LookupKeys.fate(fields, ON_ERROR, "keep", Unanswered.KEEP, Unanswered.FAIL))
        .namesInDoubt(fields.mapping().inDoubt().contains(ON_ERROR))
        .complete(fields.mapping().inDoubt().isEmpty())
        .build();
  }

  private static List<InferSpec.Input> inputs(List<YamlEntry> entries) {
    List<InferSpec.Input> inputs = new ArrayList<>();
    for (YamlEntry entry : entries) {
      List<LocatedText> values = new ArrayList<>();
      if (entry.value() instanceof YamlSequence) {
        for (YamlNode value : ((YamlSequence) entry.value()).elements()) {
          values.add(((YamlScalar) value).text());
        }
      } else {
        values.add(((YamlScalar) entry.value()).text());
      }
      inputs.add(InferSpec.Input.of(entry.key().text(), values));
    }
    return inputs;
  }

  private static Optional<InferSpec.Output> output(YamlEntry entry, List<TypeSpec> types) {
    LocatedText column = entry.key().text();
    if (!(entry.value() instanceof YamlMapping)) {
      LocatedText type = ((YamlScalar) entry.value()).text();
      types.add(TypeSpec.of(column, TypeTree.text(type)));
      return Optional.of(InferSpec.Output.of(column, column, Optional.empty(), type));
    }
    Fields fields = Fields.of(entry.value());
    Optional<LocatedText> type = fields.text("type");
    type.ifPresent(text -> types.add(TypeSpec.of(column, TypeTree.text(text))));
    return type.map(
        text ->
            InferSpec.Output.of(
                column, fields.text("tensor").orElse(column), fields.integer("element"), text));
  }
}
