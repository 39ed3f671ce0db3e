// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.onnx;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.drey.inference.ModelScorer;
import dev.drey.inference.ModelSignature;
import dev.drey.inference.ModelUse;
import dev.drey.inference.ScoringException;
import dev.drey.type.DataType;
import dev.drey.type.DataTypeParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Models that ONNX Runtime runs, beside what their arithmetic gives in Java. */
class OnnxModelsTest {
  private static final int ROWS = 200;

  private final OnnxModels models = new OnnxModels();

  private static DataType type(String text) throws Exception {
    return DataTypeParser.parse(text);
  }

  private static ModelUse.Input input(String tensor, String... types) throws Exception {
    List<DataType> values = new ArrayList<>();
    for (String type : types) {
      values.add(type(type));
    }
    return ModelUse.Input.of(tensor, values);
  }

  private static ModelUse.Output output(String tensor, int element, String type) throws Exception {
    return ModelUse.Output.of(
        tensor, tensor, Optional.of(element).filter(one -> one > 0), type(type));
  }

  private List<Object[]> score(byte[] model, ModelUse use, List<Object[]> rows) throws Exception {
    assertThat(use.misfits(models.signature(model))).isEmpty();
    ModelScorer scorer = models.scorer(model, use);
    scorer.open();
    try {
      return scorer.score(rows);
    } finally {
      scorer.close();
    }
  }

  private static Random random() {
    long seed = Long.getLong("drey.seed", 7);
    System.out.println("drey.seed=" + seed);
    return new Random(seed);
  }

  @Test
  void aLogisticRegressionIsItsFormula() throws Exception {
    ModelUse use =
        ModelUse.of(
            List.of(input("features", "DOUBLE", "INT", "DECIMAL(5, 2)")),
            List.of(output("score", 0, "FLOAT"), output("risky", 0, "BOOLEAN")));
    Random random = random();
    List<Object[]> rows = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      rows.add(
          new Object[] {
            random.nextDouble() * 10, random.nextInt(20), BigDecimal.valueOf(random.nextInt(300), 2)
          });
    }

    List<Object[]> scored = score(Models.logistic(), use, rows);

    for (int i = 0; i < ROWS; i++) {
      Object[] row = rows.get(i);
      double z =
          0.5 * (Double) row[0]
              - 0.25 * (Integer) row[1]
              + 2 * ((BigDecimal) row[2]).doubleValue()
              - 1;
      double score = 1 / (1 + Math.exp(-z));
      assertThat((Float) scored.get(i)[0]).isCloseTo((float) score, within(1e-5f));
      assertThat(scored.get(i)[1]).isEqualTo((Float) scored.get(i)[0] > 0.5f);
    }
  }

  @Test
  void treesAreTheirBranches() throws Exception {
    ModelUse use =
        ModelUse.of(
            List.of(input("transaction", "FLOAT", "BIGINT")),
            List.of(output("points", 1, "FLOAT")));
    Random random = random();
    List<Object[]> rows = new ArrayList<>();
    rows.add(new Object[] {100f, 5L});
    for (int i = 1; i < ROWS; i++) {
      rows.add(new Object[] {random.nextFloat() * 200, (long) random.nextInt(10)});
    }

    List<Object[]> scored = score(Models.trees(), use, rows);

    for (int i = 0; i < ROWS; i++) {
      float amount = (Float) rows.get(i)[0];
      long count = (Long) rows.get(i)[1];
      float points = (amount <= 100 ? 10 : count <= 5 ? 30 : 70) + (count <= 2 ? 1 : 5);
      assertThat(scored.get(i)).containsExactly(points);
    }
  }

  @Test
  void valuesOfEachKindGoThereAndBack() throws Exception {
    ModelUse use =
        ModelUse.of(
            List.of(
                input("int32", "SMALLINT"),
                input("int64", "INT"),
                input("string", "STRING"),
                input("bool", "BOOLEAN"),
                input("double", "DOUBLE"),
                input("pair", "DOUBLE", "DOUBLE")),
            List.of(
                output("int32_out", 0, "INT"),
                output("int64_out", 0, "BIGINT"),
                output("string_out", 0, "STRING"),
                output("bool_out", 0, "BOOLEAN"),
                output("double_out", 0, "DOUBLE"),
                output("pair_out", 0, "ARRAY<DOUBLE NOT NULL>"),
                ModelUse.Output.of("second", "pair_out", Optional.of(2), type("DOUBLE"))));

    List<Object[]> scored =
        score(
            Models.mirror(),
            use,
            List.of(
                new Object[] {(short) 7, 8, "é ß", true, 0.1, 1.5, 2.5},
                new Object[] {(short) -7, -8, "", false, -0.1, 3.5, 4.5}));

    assertThat(scored.get(0)).containsExactly(7, 8L, "é ß", true, 0.1, List.of(1.5, 2.5), 2.5);
    assertThat(scored.get(1)).containsExactly(-7, -8L, "", false, -0.1, List.of(3.5, 4.5), 4.5);
  }

  @Test
  void aRowThatFailsIsToldWithTheOthers() throws Exception {
    ModelUse use =
        ModelUse.of(List.of(input("tariff", "BIGINT")), List.of(output("price", 0, "FLOAT")));
    assertThat(score(Models.tariffs(), use, List.of(new Object[] {0L}, new Object[] {2L})))
        .containsExactly(new Object[] {1.5f}, new Object[] {4f});
    assertThatThrownBy(
            () -> score(Models.tariffs(), use, List.of(new Object[] {0L}, new Object[] {3L})))
        .isInstanceOf(ScoringException.class)
        .hasMessageContaining("out of data bounds");
  }

  @Test
  void theSignatureIsReadWithoutTheRuntime() throws Exception {
    ModelSignature signature = models.signature(Models.logistic());
    assertThat(signature.inputs()).asString().isEqualTo("[float[rows, 3]]");
    assertThat(signature.outputs()).asString().isEqualTo("[float[rows, 1], bool[rows, 1]]");
    assertThat(models.signature(Models.awkward()).inputs())
        .asString()
        .isEqualTo("[float[1, 2], float16[rows, 2]]");
    assertThat(models.signature(Models.awkward()).outputs()).asString().isEqualTo("[sequence]");
  }

  @Test
  void whatIsNoModelIsTold() {
    for (String text : List.of("", "no model", "\u0000\u0001")) {
      assertThatThrownBy(() -> models.signature(text.getBytes(StandardCharsets.UTF_8)))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("it is no model of ONNX");
    }
    byte[] whole = Models.logistic();
    assertThatThrownBy(() -> models.signature(Arrays.copyOf(whole, whole.length / 2)))
        .isInstanceOf(IOException.class);
  }

  /** Those that specs of the tests name: {@code -Ddrey.update=true} writes them. */
  @Test
  void theFilesBesideSpecsAreTheseModels() throws Exception {
    Map<Path, byte[]> files = new TreeMap<>();
    Path broken = Paths.get("../../compiler/src/test/resources/broken");
    files.put(broken.resolve("logistic.onnx"), Models.logistic());
    files.put(broken.resolve("awkward.onnx"), Models.awkward());
    Path conformance = Paths.get("../conformance/src/test/resources/models");
    files.put(conformance.resolve("logistic.onnx"), Models.logistic());
    files.put(conformance.resolve("trees.onnx"), Models.trees());
    files.put(conformance.resolve("tariffs.onnx"), Models.tariffs());
    if (Boolean.getBoolean("drey.update")) {
      for (Map.Entry<Path, byte[]> file : files.entrySet()) {
        Files.createDirectories(requireNonNull(file.getKey().getParent()));
        Files.write(file.getKey(), file.getValue());
      }
    }
    assertThat(
            files.entrySet().stream()
                .filter(file -> !Arrays.equals(read(file.getKey()), file.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toList()))
        .isEmpty();
  }

  private static byte[] read(Path file) {
    try {
      return Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
