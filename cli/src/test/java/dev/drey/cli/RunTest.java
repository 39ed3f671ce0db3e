// SPDX-License-Identifier: Apache-2.0
package dev.drey.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a run begins and ends, and what it says of both. */
class RunTest {
  @TempDir private Path folder;
  private CommandLineUser user;

  @BeforeEach
  void start() {
    user = new CommandLineUser(folder);
  }

  @Test
  void theEndTellsWhatBecameOfEveryRecord() throws IOException {
    // Each row moves the watermark to its time: what comes after 10:01:30 is late for 10:00.
    Files.writeString(
        folder.resolve("in.jsonl"),
        "{\"at\":\"2026-01-01T10:00:10Z\"}\n"
            + "no json\n"
            + "{\"at\":\"2026-01-01T10:01:30Z\"}\n"
            + "{\"at\":null}\n"
            + "{\"at\":\"2026-01-01T10:00:20Z\"}\n");
    spec(
        "sources:",
        "  a:",
        "    file: {path: in.jsonl}",
        "    type: {at: TIMESTAMP_LTZ(3) NOT NULL}",
        "    onError: {to: rejected}",
        "    eventTime: {field: at, watermark: {punctuated: at}}",
        "  b:",
        "    file: {path: in.jsonl}",
        "    type: {at: TIMESTAMP_LTZ(3) NOT NULL}",
        "    onError: drop",
        "streams:",
        "  minutes: {from: a, window: {tumbling: 1m}, late: {to: behind}, aggregate: {n:"
            + " COUNT(*)}}",
        "sinks:",
        "  out: {from: minutes, print: {}}",
        "  late: {from: behind, file: {path: late.jsonl}}",
        "  bad: {from: rejected, discard: {}}",
        "  all: {from: b, discard: {}}");

    assertThat(user.drey("run", "spec.yaml")).as(user.err()).isZero();

    assertThat(figures())
        .containsExactlyInAnyOrder(
            "read 5 a from " + folder.resolve("in.jsonl"),
            "bad 2 a to rejected",
            "read 5 b from " + folder.resolve("in.jsonl"),
            "bad 2 b dropped",
            "late 1 minutes to behind",
            "wrote 2 out to standard output",
            "wrote 1 late to " + folder.resolve("late.jsonl"),
            "wrote 2 bad to nowhere",
            "wrote 3 all to nowhere");
  }

  @Test
  void aLimitEndsWhatHasNoEnd() throws IOException {
    spec(
        "sources:",
        "  a: {datagen: {rate: 200/s}, type: {n: BIGINT NOT NULL}}",
        "sinks:",
        "  out: {from: a, file: {path: out.jsonl}}",
        "  shown: {from: a, print: {}}");

    assertThat(user.drey("run", "spec.yaml", "--limit", "9", "--parallelism", "2")).isZero();

    assertThat(user.err())
        .contains("a: made-up rows, from row 0")
        .contains("runs until 9 rows are written, or Ctrl-C");
    long shown = user.out().lines().count();
    assertThat(shown + Files.readAllLines(folder.resolve("out.jsonl")).size()).isEqualTo(9);
  }

  @Test
  void aTimeEndsWhatHasNoEnd() throws IOException {
    Files.createDirectories(folder.resolve("data"));
    Files.writeString(folder.resolve("data/1.jsonl"), "{\"n\":1}\n");
    spec(
        "sources:",
        "  a: {file: {path: data, watch: 50ms}, type: {n: BIGINT NOT NULL}}",
        "sinks:",
        "  out: {from: a, file: {path: out.jsonl}}");

    assertThat(user.drey("run", "spec.yaml", "--for", "1s")).isZero();

    assertThat(user.err()).contains("those that appear").contains("until 1s have passed");
    assertThat(folder.resolve("out.jsonl")).exists();
  }

  /** A clock that is a century ahead makes none of the honest records late. */
  @Test
  void aRecordFromTheFutureMovesNoWatermark() throws IOException {
    Files.writeString(
        folder.resolve("doors.jsonl"),
        String.join(
            "\n",
            "{\"door\":\"east\",\"at\":\"2025-06-01T10:00:05Z\"}",
            "{\"door\":\"west\",\"at\":\"2125-06-01T10:00:00Z\"}",
            "{\"door\":\"east\",\"at\":\"2025-06-01T10:00:50Z\"}",
            "{\"door\":\"east\",\"at\":\"2025-06-01T10:01:10Z\"}",
            ""));
    spec(
        "sources:",
        "  doors:",
        "    file: {path: doors.jsonl}",
        "    type: {door: STRING NOT NULL, at: TIMESTAMP_LTZ(3) NOT NULL}",
        "    eventTime: {field: at, watermark: {monotonic: true}, maxFutureSkew: 1h}",
        "streams:",
        "  opened:",
        "    from: doors",
        "    keyBy: [door]",
        "    window: {tumbling: 1m}",
        "    late: {to: too_late}",
        "    aggregate: {times: COUNT(*)}",
        "sinks:",
        "  out: {from: opened, print: {}}",
        "  late: {from: too_late, file: {path: late.jsonl}}");

    assertThat(user.drey("run", "spec.yaml", "--parallelism", "2")).as(user.err()).isZero();

    assertThat(user.out().lines())
        .containsExactlyInAnyOrder(
            row("east", "2025-06-01T10:00:00Z", "2025-06-01T10:01:00Z", 2),
            row("east", "2025-06-01T10:01:00Z", "2025-06-01T10:02:00Z", 1),
            row("west", "2125-06-01T10:00:00Z", "2125-06-01T10:01:00Z", 1));
    assertThat(folder.resolve("late.jsonl")).isEmptyFile();
  }

  private static String row(String door, String start, String end, int times) {
    return String.format(
        "{\"door\":\"%s\",\"window_start\":\"%s\",\"window_end\":\"%s\",\"times\":%d}",
        door, start, end, times);
  }

  /** The first port is taken, by this test or by somebody else. */
  @Test
  void theWebPageTakesAPortThatIsFree() throws IOException {
    spec(
        "sources:",
        "  a: {datagen: {rows: 1}, type: {n: BIGINT NOT NULL}}",
        "sinks:",
        "  out: {from: a, print: {}}");
    try (ServerSocket first = new ServerSocket()) {
      try {
        first.bind(new InetSocketAddress(8081));
      } catch (BindException taken) {
        assertThat(first.isBound()).isFalse();
      }

      assertThat(user.drey("run", "spec.yaml", "--ui")).as(user.err()).isZero();
    }

    assertThat(user.err())
        .containsPattern("Flink's web page: http://localhost:8(08[2-9]|09\\d|1[0-7]\\d|180)\n");
  }

  @Test
  void nowEndsWhatWatches() throws IOException {
    Files.createDirectories(folder.resolve("data"));
    Files.writeString(folder.resolve("data/1.jsonl"), "{\"n\":1}\n");
    spec(
        "sources:",
        "  a: {file: {path: data, watch: 1h}, type: {n: BIGINT NOT NULL}}",
        "sinks:",
        "  out: {from: a, print: {}}");

    assertThat(user.drey("run", "spec.yaml", "--until-now")).isZero();

    assertThat(user.out()).isEqualTo("{\"n\":1}\n");
    assertThat(user.err()).contains("ends with what is there now").doesNotContain("Ctrl-C");
  }

  @Test
  void aParallelismBeyondTheMachineIsLowered() throws IOException {
    spec(
        "sources:",
        "  a: {datagen: {rows: 100}, type: {n: BIGINT NOT NULL}}",
        "streams:",
        "  b: {from: a, keyBy: [n], window: {tumbling: 1s, time: processing}, aggregate: {c:"
            + " COUNT(*)}}",
        "  c: {from: b, keyBy: [c], window: {tumbling: 1s, time: processing}, aggregate: {d:"
            + " SUM(c)}}",
        "sinks:",
        "  out: {from: a, file: {path: out.jsonl}}",
        "  counts: {from: c, discard: {}}");

    assertThat(user.drey("run", "spec.yaml", "--parallelism", "100000")).as(user.err()).isZero();

    assertThat(user.err()).contains("note: a parallelism of 100000 is more than");
    assertThat(Files.readAllLines(folder.resolve("out.jsonl"))).hasSize(100);
  }

  @Test
  void aFolderWithOneSpecIsThatSpec() throws IOException {
    spec(
        "sources:",
        "  a: {datagen: {rows: 1}, type: {n: BIGINT NOT NULL}}",
        "sinks:",
        "  out: {from: a, print: {}}");
    Files.writeString(
        folder.resolve("tests.yaml"), "apiVersion: drey/v1\npipeline: spec.yaml\ntests: []\n");

    assertThat(user.drey("run", ".")).as(user.err()).isZero();
    assertThat(user.out()).hasLineCount(1);
    assertThat(user.drey("explain", ".")).isZero();
    assertThat(user.drey("run", "tests.yaml")).isEqualTo(2);
    assertThat(user.err()).contains("drey test tests.yaml");

    Files.copy(folder.resolve("spec.yaml"), folder.resolve("other.yaml"));
    assertThat(user.drey("run", ".")).isEqualTo(2);
    assertThat(user.err()).contains("other.yaml").contains("spec.yaml");
  }

  @Test
  void wrongNumbersAndTimesAreTold() throws IOException {
    spec("sources: {}", "sinks: {}");
    for (String[] wrong :
        new String[][] {
          {"--for", "10"}, {"--for", "0s"}, {"--for", "PT1S"}, {"--limit", "0"}, {"--limit", "x"}
        }) {
      assertThat(user.drey("run", "spec.yaml", wrong[0], wrong[1])).isEqualTo(2);
      assertThat(user.err()).contains(wrong[0]);
    }
    assertThat(user.drey("run", "spec.yaml", "--parallelism", "2000000000000")).isEqualTo(2);
    assertThat(user.err())
        .startsWith(
            "error: --parallelism takes a whole number, and `2000000000000` is none for it");
  }

  @Test
  void aReplacementIsANameAndAFile() throws IOException {
    spec("sources: {}", "sinks: {}");
    for (String option : new String[] {"--input", "--output", "--table"}) {
      assertThat(user.drey("run", "spec.yaml", option, "a=")).isEqualTo(2);
      assertThat(user.err()).contains(option + " takes NAME=FILE, and no file is given");
      assertThat(user.drey("run", "spec.yaml", option, "a")).isEqualTo(2);
      assertThat(user.err()).startsWith("error: " + option + " takes NAME=FILE, not `a`\n");
    }
    assertThat(user.drey("run", "spec.yaml", "--param", "a")).isEqualTo(2);
    assertThat(user.err()).startsWith("error: --param takes NAME=VALUE, not `a`\n");
  }

  /** A record may bring what Kafka would say of it, and else its place is the file and the line. */
  @Test
  void aFileInThePlaceOfATopicSaysWhereItsRecordsStand() throws IOException {
    Files.writeString(
        folder.resolve("in.jsonl"),
        "{\"v\":1,\"at\":\"2026-01-01T00:00:00Z\"}\n\n"
            + "{\"v\":2,\"at\":\"2026-01-01T00:00:01Z\",\"pos\":77,\"k\":\"x\",\"line\":9}\n"
            + "{\"v\":3}\n");
    spec(
        "sources:",
        "  s:",
        "    kafka: {brokers: 'b:9092', topic: t}",
        "    type: {v: INT NOT NULL, line: INT}",
        "    metadata: {where: topic, part: partition, pos: offset, at: timestamp, k: keyText}",
        "    eventTime: {field: at, watermark: {monotonic: true}}",
        "    onError: {to: bad}",
        "streams:",
        "  o: {from: s, select: {v: , line: , where: , part: , pos: , k: , next: pos + 1, at: }}",
        "  b: {from: bad, select: {topic: , partition: , offset: }}",
        "sinks:",
        "  out: {from: o, print: {}}",
        "  no: {from: b, print: {label: bad}}");

    assertThat(user.drey("run", "spec.yaml", "--input", "s=in.jsonl")).isEqualTo(0);

    String file = folder.resolve("in.jsonl").toString();
    assertThat(user.out().lines())
        .containsExactlyInAnyOrder(
            "{\"v\":1,\"line\":null,\"where\":\""
                + file
                + "\",\"part\":0,\"pos\":1,\"k\":null,"
                + "\"next\":2,\"at\":\"2026-01-01T00:00:00Z\"}",
            "{\"v\":2,\"line\":9,\"where\":\""
                + file
                + "\",\"part\":0,\"pos\":77,\"k\":\"x\","
                + "\"next\":78,\"at\":\"2026-01-01T00:00:01Z\"}",
            "bad: {\"topic\":\"" + file + "\",\"partition\":null,\"offset\":4}");
    assertThat(user.err())
        .contains("note: source `s`: the file's records have to hold `at` (`timestamp` of kafka)");
  }

  /** Records that have no names in them hold what the type says and nothing more. */
  @Test
  void linesInThePlaceOfATopicHaveTheirPlaceToo() throws IOException {
    Files.writeString(folder.resolve("in.txt"), "one\ntwo\n");
    Files.writeString(folder.resolve("in.csv"), "one\ntwo\n");
    for (String format : new String[] {"raw", "csv"}) {
      spec(
          "sources:",
          "  s:",
          "    kafka: {brokers: 'b:9092', topic: t}",
          "    format: " + format,
          "    type: {text: STRING NOT NULL}",
          "    metadata: {part: partition, pos: offset, k: keyText}",
          "sinks:",
          "  out: {from: s, print: {}}");

      String file = format.equals("raw") ? "in.txt" : "in.csv";
      assertThat(user.drey("run", "spec.yaml", "--input", "s=" + file)).as(user.err()).isEqualTo(0);

      assertThat(user.out().lines())
          .containsExactly(
              "{\"text\":\"one\",\"part\":0,\"pos\":1,\"k\":null}",
              "{\"text\":\"two\",\"part\":0,\"pos\":2,\"k\":null}");
    }
    spec(
        "sources:",
        "  s:",
        "    kafka: {brokers: 'b:9092', topic: t}",
        "    format: raw",
        "    type: {text: STRING NOT NULL}",
        "    metadata: {at: timestamp}",
        "sinks:",
        "  out: {from: s, print: {}}");
    assertThat(user.drey("run", "spec.yaml", "--input", "s=in.txt")).isEqualTo(2);
    assertThat(user.err())
        .startsWith("error: --input: source `s` has `at` (`timestamp` of kafka), which a record of")
        .contains("  = help: ");
  }

  private void spec(String... lines) throws IOException {
    Files.writeString(
        folder.resolve("spec.yaml"),
        "apiVersion: drey/v1\nname: run\n" + String.join("\n", lines) + "\n");
  }

  /** The lines of the summary, without the spaces that align them. */
  private List<String> figures() {
    return user.err()
        .lines()
        .filter(line -> line.matches("(read|wrote|bad|late) .*"))
        .map(line -> line.replaceAll(" +", " "))
        .collect(Collectors.toList());
  }
}
