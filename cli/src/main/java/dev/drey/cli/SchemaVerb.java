// SPDX-License-Identifier: Apache-2.0
package dev.drey.cli;

import dev.drey.analysis.Operations;
import dev.drey.connector.Catalog;
import dev.drey.schema.JsonSchemas;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The JSON Schema that editors use. */
@Command(
    name = "schema",
    description = "Prints the JSON Schema of specs, with the connectors that are installed.")
final class SchemaVerb implements Callable<Integer> {
  @Option(names = "--tests", description = "The schema of files of tests instead.")
  private boolean tests;

  private final Terminal terminal;

  SchemaVerb(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    terminal
        .out()
        .print(
            tests
                ? JsonSchemas.specTest()
                : JsonSchemas.pipeline(
                    Operations.language(Catalog.load(SchemaVerb.class.getClassLoader()))));
    return ExitCode.FINE;
  }
}
