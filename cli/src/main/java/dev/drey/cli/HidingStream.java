// SPDX-License-Identifier: Apache-2.0
package dev.drey.cli;

import dev.drey.diagnostic.Redaction;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Messages without the secrets that a pipeline was given: what is printed at once is looked at. */
final class HidingStream extends PrintStream {
  private final Redaction redaction;

  HidingStream(PrintStream to, Redaction redaction) {
    super(to, true, StandardCharsets.UTF_8);
    this.redaction = redaction;
  }

  @Override
  public void print(@Nullable String text) {
    super.print(redaction.of(String.valueOf(text)));
  }

  @Override
  public void println(@Nullable String text) {
    super.println(redaction.of(String.valueOf(text)));
  }
}
