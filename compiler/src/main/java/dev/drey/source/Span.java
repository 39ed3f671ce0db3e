// SPDX-License-Identifier: Apache-2.0
package dev.drey.source;

import org.jspecify.annotations.Nullable;

/** A piece of a source file: offsets from {@code start} up to, and without, {@code end}. */
public final class Span {
  private final SourceFile file;
  private final int start;
  private final int end;

  private Span(SourceFile file, int start, int end) {
    if (start < 0 || end < start || end > file.text().length()) {
      throw new IllegalArgumentException(start + ".." + end + " of " + file.text().length());
    }
    this.file = file;
    this.start = start;
    this.end = end;
  }

  public static Span of(SourceFile file, int start, int end) {
    return new Span(file, start, end);
  }

  public SourceFile file() {
    return file;
  }

  public int start() {
    return start;
  }

  public int end() {
    return end;
  }

  /** The line of the start, from 1. */
  public int line() {
    return file.line(start);
  }

  /** The column of the start, from 1. */
  public int column() {
    return file.column(start);
  }

  public String text() {
    return file.text().substring(start, end);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    if (!(other instanceof Span)) {
      return false;
    }
    Span that = (Span) other;
    return file == that.file && start == that.start && end == that.end;
  }

  @Override
  public int hashCode() {
    return 31 * start + end;
  }

  /** {@code name:line:column}. */
  @Override
  public String toString() {
    return file.name() + ":" + line() + ":" + column();
  }
}
