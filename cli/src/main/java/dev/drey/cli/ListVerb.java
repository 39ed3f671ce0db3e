// SPDX-License-Identifier: Apache-2.0
package dev.drey.cli;

import dev.drey.connector.Catalog;
import dev.drey.connector.Connector;
import dev.drey.connector.ConnectorDescriptor;
import dev.drey.diagnostic.DiagnosticCodes;
import dev.drey.diagnostic.code.DiagnosticCode;
import dev.drey.expression.Expressions;
import dev.drey.format.Format;
import dev.drey.function.FunctionDescriptor;
import dev.drey.process.Processor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** What a spec can name. */
@Command(name = "list", description = "Lists what a spec can name.")
final class ListVerb implements Callable<Integer> {
  /** What can be listed. */
  enum Kind {
    connectors,
    functions,
    formats,
    operators,
    diagnostics
  }

  @Parameters(paramLabel = "KIND", description = "One of ${COMPLETION-CANDIDATES}.")
  private Kind kind = Kind.connectors;

  private final Terminal terminal;

  ListVerb(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    List<String[]> rows = new ArrayList<>();
    switch (kind) {
      case connectors:
        for (Connector connector : catalog().connectors()) {
          ConnectorDescriptor d = connector.descriptor();
          rows.add(new String[] {d.name(), ends(d), firstSentence(d.description())});
        }
        break;
      case functions:
        List<FunctionDescriptor> functions = new ArrayList<>(Expressions.standard().functions());
        functions.addAll(Expressions.standard().aggregates());
        for (FunctionDescriptor function : functions) {
          String signatures = String.join(" | ", function.signatures());
          rows.add(new String[] {function.name(), signatures, firstSentence(function.doc())});
        }
        break;
      case formats:
        for (Format format : catalog().formats()) {
          String text = firstSentence(format.descriptor().description());
          rows.add(new String[] {format.descriptor().name(), text});
        }
        break;
      case operators:
        for (Processor processor : catalog().processors()) {
          String text = firstSentence(processor.descriptor().description());
          rows.add(new String[] {processor.descriptor().name(), text});
        }
        break;
      case diagnostics:
        for (DiagnosticCode code : DiagnosticCodes.with(catalog().diagnostics()).all()) {
          rows.add(new String[] {code.id(), code.severity().label(), code.title()});
        }
        break;
    }
    terminal.out().print(columns(rows));
    return ExitCode.FINE;
  }

  private static Catalog catalog() {
    return Catalog.load(ListVerb.class.getClassLoader());
  }

  private static String ends(ConnectorDescriptor descriptor) {
    List<String> ends = new ArrayList<>();
    descriptor.sourceOptions().ifPresent(options -> ends.add("source"));
    descriptor.sinkOptions().ifPresent(options -> ends.add("sink"));
    return String.join(", ", ends);
  }

  private static String firstSentence(String text) {
    int end = text.indexOf(". ");
    return end < 0 ? text : text.substring(0, end + 1);
  }

  /** Each column as wide as its widest cell; the last as it comes. */
  private static String columns(List<String[]> rows) {
    int[] widths = new int[rows.isEmpty() ? 0 : rows.get(0).length];
    for (String[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        widths[i] = Math.max(widths[i], row[i].length());
      }
    }
    StringBuilder out = new StringBuilder();
    for (String[] row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < row.length; i++) {
        line.append(row[i]).append(" ".repeat(widths[i] - row[i].length() + 2));
      }
      out.append(line.toString().stripTrailing()).append('\n');
    }
    return out.toString();
  }
}
