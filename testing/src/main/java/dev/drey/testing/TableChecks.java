// SPDX-License-Identifier: Apache-2.0
package dev.drey.testing;

import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.Diagnostics;
import dev.drey.diagnostic.DidYouMean;
import dev.drey.diagnostic.TestCodes;
import dev.drey.plan.LookupNode;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether a test has rows for every lookup of its pipelines, and for no other. */
final class TableChecks {
  private final List<PipelineNames> pipelines;
  private final PipelineNames names;
  private final Diagnostics diagnostics;

  /**
   * @param pipelines those that run in a test, in this order
   */
  TableChecks(List<PipelineNames> pipelines, Diagnostics diagnostics) {
    this.pipelines = pipelines;
    this.names = pipelines.get(0);
    this.diagnostics = diagnostics;
  }

  void check(SpecTestCase test) {
    Set<String> known = new HashSet<>();
    for (PipelineNames each : pipelines) {
      for (TestTable table : test.tables()) {
        LookupNode lookup = each.lookups().get(table.name().text());
        if (lookup != null && known.add(lookup.name())) {
          ColumnValue values = new ColumnValue(diagnostics, false);
          table.rows().forEach(row -> values.check(row, lookup.answers()));
          RowType key = key(lookup);
          table.failing().forEach(row -> values.check(row, key));
        }
      }
    }
    test.tables().stream()
        .filter(table -> !known.contains(table.name().text()))
        .forEach(this::unknown);
    for (PipelineNames each : pipelines) {
      for (LookupNode lookup : each.lookups().values()) {
        if (known.add(lookup.name()) && test.whole()) {
          missing(test, lookup);
        }
      }
    }
  }

  private static RowType key(LookupNode lookup) {
    RowType answers = lookup.answers();
    return answers.project(
        lookup.keys().keySet().stream().map(answers::indexOf).collect(Collectors.toList()));
  }

  private void unknown(TestTable table) {
    String name = table.name().text();
    boolean unread = names.all().contains(name) && !names.observable().containsKey(name);
    if (unread) {
      return;
    }
    Diagnostic.Builder unknown =
        Diagnostic.at(
            TestCodes.UNKNOWN_STREAM,
            table.name().span(),
            "the pipeline has no lookup in a stream `" + name + "`");
    Optional<String> near = DidYouMean.help(name, names.lookups().keySet());
    near.ifPresent(unknown::help);
    diagnostics.add(
        unknown.help(
            names.lookups().isEmpty()
                ? "remove it: no stream of the pipeline has a `lookup`"
                : "it has " + String.join(", ", names.lookups().keySet())));
  }

  private void missing(SpecTestCase test, LookupNode lookup) {
    diagnostics.add(
        Diagnostic.at(
                TestCodes.NO_TABLE,
                test.name().span(),
                "`"
                    + lookup.name()
                    + "` looks rows up in `"
                    + lookup.connector()
                    + "`, which a test never asks, and this test has none for it")
            .label("no `tables` with `" + lookup.name() + "`")
            .help("write `tables: {" + lookup.name() + ": [" + row(lookup) + "]}` into the test"));
  }

  /** A row as a test writes it, with the columns that need a value and those of the key. */
  private static String row(LookupNode lookup) {
    return lookup.answers().fields().stream()
        .filter(field -> !field.type().nullable() || lookup.keys().containsKey(field.name()))
        .map(TableChecks::column)
        .collect(Collectors.joining(", ", "{", "}"));
  }

  private static String column(Field field) {
    return field.name() + ": " + ValueText.example(field.type());
  }
}
