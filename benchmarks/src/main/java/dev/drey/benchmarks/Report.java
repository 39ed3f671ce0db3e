// SPDX-License-Identifier: Apache-2.0
package dev.drey.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The table as it grows: after each row it is in its file, so that a run that is ended leaves what
 * it measured.
 */
final class Report {
  private final Path file;
  private final StringBuilder text = new StringBuilder();

  Report(Path file) {
    this.file = file;
  }

  void line(String line) throws IOException {
    text.append(line).append('\n');
    System.out.println(line);
    Files.writeString(file, text.toString());
  }

  void heading(String... columns) throws IOException {
    line("");
    line("| " + String.join(" | ", columns) + " |");
    line("|" + "---|".repeat(columns.length));
  }

  void row(Object... cells) throws IOException {
    StringBuilder row = new StringBuilder("|");
    for (Object cell : cells) {
      row.append(' ').append(cell).append(" |");
    }
    line(row.toString());
  }

  /** What did not come to its end stands in the table, too. */
  void failed(String what, Exception failure) throws IOException {
    System.err.println(what + " failed: " + failure.getMessage());
    line("");
    line(what + " **failed**");
  }

  static String name(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  static String arg(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  static String count(double value) {
    return String.format(Locale.ROOT, "%,.0f", value);
  }

  static String ratio(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
