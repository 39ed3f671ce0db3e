// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.connector.Clash;
import dev.drey.connector.ConnectorUsage;
import dev.drey.connector.Delivery;
import dev.drey.shape.OptionValues;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which paths are one place; a shell's reading of them is the measure. */
class FileClashesTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "in.jsonl            | in.jsonl",
        "in.jsonl            | ./in.jsonl",
        "./x/../in.jsonl     | in.jsonl",
        "a//b/in.jsonl       | a/./b/in.jsonl",
        "../in.jsonl         | ./../in.jsonl",
        "/d/in.jsonl         | file:///d/in.jsonl",
        "file:/d/in.jsonl    | /../d/in.jsonl",
        "s3://b/in.jsonl     | s3://b/x/../in.jsonl",
        "data                | data/out.jsonl",
        "data                | data/deep/er/out.jsonl",
        "data/               | ./data/results",
        "data                | data",
        "data/*.jsonl        | data/out.jsonl",
        "data/*.jsonl        | data",
        "data/**/*.jsonl     | data/out",
        "data/**/*.jsonl     | data/out.jsonl",
        "*.jsonl             | out.jsonl",
        "./*.jsonl           | out.jsonl",
        ".                   | out/all",
        "/*.jsonl            | /out.jsonl",
        "data/{a,b}/?.jsonl  | data/b/x.jsonl",
      })
  void aSinkHitsASource(String source, String sink) {
    List<Clash> clashes = clashes(source(source), sink("out", sink));

    assertThat(clashes).hasSize(1);
    assertThat(clashes.get(0).at().name()).isEqualTo("out");
    assertThat(clashes.get(0).with().name()).isEqualTo("in");
    String instead =
        clashes.get(0).finding().help().replaceFirst("^.*path: ", "").replaceFirst("`$", "");
    assertThat(clashes(source(source), sink("out", instead))).as(instead).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "in.jsonl            | out.jsonl",
        "in.jsonl            | ../in.jsonl",
        "in.jsonl            | x/in.jsonl",
        "data/in.jsonl       | data",
        "data/in.jsonl       | data/out.jsonl",
        "data                | database/out.jsonl",
        "data                | data.jsonl",
        "data                | data/_results/out.jsonl",
        "data                | data/.results",
        "data/*.csv          | data/out.jsonl",
        "data/*.csv          | data",
        "data/*.jsonl        | data/out",
        "data/*.jsonl        | data/deep/out.jsonl",
        "s3://a/in.jsonl     | s3://b/in.jsonl",
        "/d/in.jsonl         | s3://d/in.jsonl",
        "*.jsonl             | ../out.jsonl",
        "*.jsonl             | /out.jsonl",
      })
  void aSinkMissesASource(String source, String sink) {
    assertThat(clashes(source(source), sink("out", sink))).isEmpty();
  }

  @Test
  void sinksHitEachOther() {
    assertThat(clashes(sink("a", "x.jsonl"), sink("b", "./x.jsonl")))
        .extracting(clash -> clash.at().name() + clash.with().name())
        .containsExactly("ba");
    assertThat(clashes(sink("a", "x.jsonl/deep"), sink("b", "x.jsonl"))).hasSize(1);
    assertThat(clashes(sink("a", "x.jsonl"), sink("b", "x.jsonl"), sink("c", "x.jsonl")))
        .hasSize(2);
    assertThat(clashes(sink("a", "x.jsonl"), sink("b", "y.jsonl"), sink("c", "x"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "out         | ./out",
        "out/        | out",
        "out         | out/b.jsonl",
        "out         | out/late",
        "out         | out/deep/er",
        "out/b.jsonl | out",
        "out/late    | out",
        "/d          | file:///d/x.jsonl",
        "s3://b/out  | s3://b/out/x/../late",
      })
  void sinksMixTheirFiles(String first, String second) {
    List<Clash> clashes = clashes(sink("a", first), sink("b", second));

    assertThat(clashes).hasSize(1);
    assertThat(clashes.get(0).finding().code()).hasToString("DR0612");
    assertThat(clashes.get(0).at().name()).isEqualTo("b");
    assertThat(clashes.get(0).with().name()).isEqualTo("a");
    String instead =
        clashes.get(0).finding().help().replaceFirst("^.*path: ", "").replaceFirst("`$", "");
    assertThat(clashes(sink("a", first), sink("b", instead))).as(instead).isEmpty();
  }

  @Test
  void sinksBesideEachOtherDoNotMix() {
    assertThat(
            clashes(
                sink("a", "out/a"),
                sink("b", "out/b"),
                sink("c", "out/c.jsonl"),
                sink("d", "output"),
                sink("e", "out/a/_late")))
        .isEmpty();
  }

  @Test
  void linksAreFollowed() throws Exception {
    Path real = Files.createDirectories(folder.toRealPath().resolve("real"));
    Path data = Files.createDirectories(folder.toRealPath().resolve("data"));
    Files.writeString(real.resolve("x.jsonl"), "{}");
    Files.createSymbolicLink(data.resolve("linked.jsonl"), real.resolve("x.jsonl"));
    Files.createSymbolicLink(folder.resolve("door"), real);
    Files.createSymbolicLink(folder.resolve("dangling.jsonl"), Path.of("real/not-yet.jsonl"));

    assertThat(RealPath.of(folder + "/door/new.jsonl")).isEqualTo(real + "/new.jsonl");
    assertThat(RealPath.of(folder + "/door/../data")).isEqualTo(data.toString());
    assertThat(RealPath.of(folder + "/door/*.jsonl")).isEqualTo(real + "/*.jsonl");
    assertThat(RealPath.of(folder + "/dangling.jsonl")).isEqualTo(real + "/not-yet.jsonl");
    assertThat(RealPath.of("s3://bucket/a/../b")).isEqualTo("s3://bucket/a/../b");
    assertThat(RealPath.filesOf(data.toString())).containsExactly(real + "/x.jsonl");
    assertThat(RealPath.filesOf(data + "/*.csv")).isEmpty();
    assertThat(RealPath.filesOf(folder + "/nowhere")).isEmpty();
  }

  private static List<Clash> clashes(ConnectorUsage... usages) {
    return FileClashes.of(List.of(usages));
  }

  private static ConnectorUsage source(String path) {
    return ConnectorUsage.source("in", OptionValues.of(Map.of("path", path)));
  }

  private static ConnectorUsage sink(String name, String path) {
    return ConnectorUsage.sink(
            name, OptionValues.of(Map.of("path", path)), Delivery.AT_LEAST_ONCE, Optional.empty())
        .withFormat("json");
  }
}
