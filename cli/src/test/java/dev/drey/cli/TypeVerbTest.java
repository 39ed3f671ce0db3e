// SPDX-License-Identifier: Apache-2.0
package dev.drey.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code drey type infer}, and specs that its types are pasted into. */
class TypeVerbTest {
  @TempDir private Path folder;
  private CommandLineUser user;

  @BeforeEach
  void start() {
    user = new CommandLineUser(folder);
  }

  private String infer(String... arguments) {
    String[] all =
        Stream.concat(Stream.of("type", "infer"), Stream.of(arguments)).toArray(String[]::new);
    assertThat(user.drey(all)).as(user.err()).isZero();
    return user.out();
  }

  /** Where a folder has one file of the ending, which a sink named itself. */
  private String only(String name, String ending) throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve(name))) {
      List<String> found =
          files
              .filter(file -> file.toString().endsWith(ending))
              .map(file -> folder.relativize(file).toString())
              .collect(Collectors.toList());
      assertThat(found).hasSize(1);
      return found.get(0);
    }
  }

  @Test
  void whatIsPastedReadsEverySample() throws IOException {
    Files.writeString(
        folder.resolve("card-payments.jsonl"),
        "{\"id\":1,\"no\":true,\"total\":12.50,\"at\":\"2026-01-01T10:00:00Z\",\"to\":{\"street\":\"a\"},\"e-mail\":null,\"tags\":[],\"parts\":[{\"n\":1}]}\n"
            + "{\"id\":2,\"no\":false,\"total\":3,\"at\":\"2026-01-01T10:00:01Z\",\"to\":null,\"e-mail\":null,\"tags\":[\"x\"],\"parts\":[]}\n");
    String type = infer("card-payments.jsonl");
    assertThat(type)
        .isEqualTo(
            String.join(
                "\n",
                "# From 2 records of card-payments.jsonl, to be read with `format: json`.",
                "types:",
                "  CardPayments:",
                "    id: BIGINT NOT NULL",
                "    'no': BOOLEAN NOT NULL",
                "    # total is from 3 to 12.50 here.",
                "    total: DECIMAL(8, 2) NOT NULL",
                "    at: TIMESTAMP_LTZ(3) NOT NULL",
                "    to:",
                "      street: STRING NOT NULL",
                "    # e-mail is always null, so its type is not known.",
                "    'e-mail': STRING",
                "    tags: ARRAY<STRING NOT NULL> NOT NULL",
                "    parts: ARRAY<ROW<n BIGINT NOT NULL> NOT NULL> NOT NULL",
                ""));

    Files.writeString(
        folder.resolve("first.yaml"),
        "apiVersion: drey/v1\nname: first\n"
            + type
            + String.join(
                "\n",
                "sources:",
                "  payments: {file: {path: card-payments.jsonl}, type: CardPayments}",
                "streams:",
                "  flat: {from: payments, select: {id: , total: , at: }}",
                "  named: {from: payments, drop: [e-mail]}",
                "sinks:",
                "  csv: {from: flat, file: {path: flat.csv}, format: {csv: {header: true}}}",
                "  avro: {from: named, file: {path: avro/}, format: avro}",
                "  parquet: {from: payments, file: {path: parquet/}, format: parquet}",
                "runtime: {parallelism: 1}",
                ""));
    assertThat(user.drey("run", "first.yaml")).as(user.err()).isZero();

    String avro = only("avro", ".avro");
    String parquet = only("parquet", ".parquet");
    Files.writeString(
        folder.resolve("second.yaml"),
        "apiVersion: drey/v1\nname: second\n"
            + infer("flat.csv", "--name", "Flat")
            + infer(avro, "--name", "FromAvro").replace("types:\n", "")
            + infer(parquet, "--name", "FromParquet").replace("types:\n", "")
            + String.join(
                "\n",
                "  Imported: {parquet: " + parquet + "}",
                "sources:",
                "  csv: {file: {path: flat.csv}, format: {csv: {header: true}}, type: Flat}",
                "  avro: {file: {path: avro/}, format: avro, type: FromAvro}",
                "  parquet: {file: {path: parquet/}, format: parquet, type: FromParquet}",
                "  imported: {file: {path: parquet/}, format: parquet, type: Imported}",
                "streams:",
                "  a: {from: csv, select: {id: , total: }}",
                "  b: {from: avro, select: {id: , total: }}",
                "  c: {from: parquet, select: {id: , total: }}",
                "  d: {from: imported, select: {id: , total: }}",
                "  all: {union: [a, b, c, d]}",
                "sinks:",
                "  out: {from: all, file: {path: out.csv}, format: csv}",
                "runtime: {parallelism: 1}",
                ""));
    assertThat(user.drey("run", "second.yaml")).as(user.err()).isZero();
    assertThat(Files.readAllLines(folder.resolve("out.csv")))
        .containsExactlyInAnyOrder(
            "1,12.50", "1,12.50", "1,12.50", "1,12.50", "2,3.00", "2,3.00", "2,3.00", "2,3.00");
  }

  @Test
  void whatIsWrongIsSaid() throws IOException {
    assertThat(user.drey("type", "infer", "none.json")).isEqualTo(2);
    assertThat(user.err()).contains("there is no file `none.json`");
    Files.writeString(folder.resolve("records"), "{\"a\": 1}");
    assertThat(user.drey("type", "infer", "records")).isEqualTo(2);
    assertThat(user.err())
        .contains(
            "the name `records` does not say what is in it: --format takes one of avro, csv,");
    assertThat(infer("records", "--format", "json")).contains("  Records:\n    a: BIGINT NOT NULL");
    assertThat(user.drey("type", "infer", "records", "--format", "xml")).isEqualTo(2);
    assertThat(user.drey("type", "infer", "records", "--format", "parquet")).isEqualTo(1);
    assertThat(user.err()).contains("error: `records`: it is no file of Parquet");
    assertThat(user.drey("type", "infer", "records", "--format", "avro")).isEqualTo(1);
    assertThat(user.err()).contains("error: `records`: it is no file of Avro");
  }
}
