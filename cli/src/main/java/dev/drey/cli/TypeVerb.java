// SPDX-License-Identifier: Apache-2.0
package dev.drey.cli;

import dev.drey.connector.Catalog;
import dev.drey.format.Format;
import dev.drey.format.InferredType;
import dev.drey.format.TypeImportException;
import dev.drey.format.TypeInference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A type for records that somebody has, to be pasted into a spec. */
@Command(
    name = "type",
    description = "Finds a type for the records of a file, to be pasted into a spec.")
final class TypeVerb implements Callable<Integer> {
  /** What can be done about a type. */
  enum Action {
    infer
  }

  @Parameters(index = "0", paramLabel = "ACTION", description = "${COMPLETION-CANDIDATES}.")
  private Action action = Action.infer;

  @Parameters(
      index = "1",
      paramLabel = "FILE",
      description = "Records in JSON (lines or a list), CSV, Avro or Parquet.")
  private Path file = Path.of("");

  @Option(
      names = "--format",
      paramLabel = "NAME",
      description = "The file's format, where its name does not say it.")
  private @Nullable String format;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "What the type is called. Default: the file's name.")
  private @Nullable String name;

  @Option(
      names = "--records",
      paramLabel = "N",
      description = "How many records are looked at, from the first. Default: 10000.")
  private long records = 10_000;

  private final Terminal terminal;

  TypeVerb(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    switch (action) {
      case infer:
        return infer();
    }
    throw new IllegalStateException(action.toString());
  }

  private int infer() throws IOException {
    Path path = terminal.folder().resolve(file);
    if (!Files.isRegularFile(path)) {
      throw new UsageException("there is no file `" + file + "`");
    }
    if (records < 1) {
      throw new UsageException("--records takes a number of records, at least 1");
    }
    try {
      InferredType found = inference().of(path, records);
      terminal
          .out()
          .print(new TypeText(found).of(name == null ? typeName() : name, String.valueOf(file)));
      return ExitCode.FINE;
    } catch (TypeImportException e) {
      terminal.err().println("error: `" + file + "`: " + e.getMessage());
      return ExitCode.PROBLEMS;
    }
  }

  private TypeInference inference() {
    Map<String, TypeInference> known = new TreeMap<>();
    for (Format each : Catalog.load(TypeVerb.class.getClassLoader()).formats()) {
      each.typeInference().ifPresent(one -> known.put(each.descriptor().name(), one));
    }
    if (format != null) {
      return Optional.ofNullable(known.get(format))
          .orElseThrow(
              () ->
                  new UsageException(
                      "--format takes one of "
                          + String.join(", ", known.keySet())
                          + ", not `"
                          + format
                          + "`"));
    }
    String lower = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    return known.values().stream()
        .filter(each -> each.fileSuffixes().stream().anyMatch(lower::endsWith))
        .findFirst()
        .orElseThrow(
            () ->
                new UsageException(
                    "the name `"
                        + file
                        + "` does not say what is in it: --format takes one of "
                        + String.join(", ", known.keySet())));
  }

  /** {@code card-transactions.jsonl.gz} to {@code CardTransactions}. */
  private String typeName() {
    String base = String.valueOf(file.getFileName()).replaceFirst("\\..*$", "");
    StringBuilder made = new StringBuilder();
    for (String part : base.split("[^A-Za-z0-9]+", -1)) {
      if (!part.isEmpty()) {
        made.append(part.substring(0, 1).toUpperCase(Locale.ROOT)).append(part.substring(1));
      }
    }
    return made.length() == 0 || Character.isDigit(made.charAt(0)) ? "Record" + made : made + "";
  }
}
