// SPDX-License-Identifier: Apache-2.0
package dev.drey.cli;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;

/**
 * One line on a terminal that says how a run gets on, written anew each time. Rows that are printed
 * on the same terminal do not run into it: it gives way, and comes again below them.
 */
final class ProgressLine {
  private static final String CLEAR_LINE = "\r\u001b[K";

  private final PrintStream err;
  private boolean shown;

  ProgressLine(PrintStream err) {
    this.err = err;
  }

  synchronized void show(RunFigures figures) {
    err.print(CLEAR_LINE + text(figures));
    err.flush();
    shown = true;
  }

  /** Leaves the last of it standing. */
  synchronized void end() {
    if (shown) {
      err.println();
      err.flush();
      shown = false;
    }
  }

  private synchronized void giveWay() {
    if (shown) {
      err.print(CLEAR_LINE);
      err.flush();
      shown = false;
    }
  }

  static String text(RunFigures figures) {
    StringBuilder line = new StringBuilder();
    line.append(String.format(Locale.ROOT, "in %,d  out %,d", figures.read(), figures.written()));
    append(line, "bad", figures.bad());
    append(line, "late", figures.late());
    figures
        .watermark()
        .ifPresent(time -> line.append("  watermark ").append(Instant.ofEpochMilli(time)));
    figures.checkpoints().ifPresent(count -> line.append("  checkpoints ").append(count));
    return line.toString();
  }

  private static void append(StringBuilder line, String what, long count) {
    if (count > 0) {
      line.append(String.format(Locale.ROOT, "  %s %,d", what, count));
    }
  }

  /** Standard output on the same terminal. */
  PrintStream before(PrintStream out) {
    return new PrintStream(
        new OutputStream() {
          @Override
          public void write(int b) {
            giveWay();
            out.write(b);
          }

          @Override
          public void write(byte[] bytes, int offset, int length) {
            giveWay();
            out.write(bytes, offset, length);
          }

          @Override
          public void flush() {
            out.flush();
          }
        },
        true,
        StandardCharsets.UTF_8);
  }
}
