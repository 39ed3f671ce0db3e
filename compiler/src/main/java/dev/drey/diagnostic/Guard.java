// SPDX-License-Identifier: Apache-2.0
package dev.drey.diagnostic;

import dev.drey.source.Span;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Stands around each step that Drey takes for a user. What goes wrong there by a fault of ours is a
 * diagnostic as any other, at the place that the step was about; the steps beside it go on.
 */
public final class Guard {
  private static final String OURS = "dev.drey.";

  private Guard() {}

  /** Takes the step; says whether it came to its end. */
  public static boolean run(Span place, String what, Diagnostics diagnostics, Runnable step) {
    return call(
            place,
            what,
            diagnostics,
            () -> {
              step.run();
              return Optional.of(true);
            })
        .isPresent();
  }

  /**
   * What the step gives; empty where it fails.
   *
   * @param what it was doing, to go behind "Drey failed at": {@code reading this file}
   */
  public static <T> Optional<T> call(
      Span place, String what, Diagnostics diagnostics, Supplier<Optional<T>> step) {
    try {
      return step.get();
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError | AssertionError e) {
      diagnostics.add(fault(place, what, e));
      return Optional.empty();
    }
  }

  /** The diagnostic for a failure that nobody foresaw. */
  public static Diagnostic fault(Span place, String what, Throwable failure) {
    return Diagnostic.at(
            InternalCodes.INTERNAL_FAULT,
            place,
            "Drey failed at " + what + ": that is its own fault, and not the spec's")
        .label("what it was working on")
        .help("please report it with this spec and: " + origin(failure))
        .build();
  }

  /** The kind of the failure and where it came up, for whoever mends it. */
  private static String origin(Throwable failure) {
    String kind = failure.getClass().getSimpleName();
    for (StackTraceElement element : failure.getStackTrace()) {
      String name = element.getClassName();
      if (name.startsWith(OURS)) {
        return kind
            + " in "
            + name.substring(name.lastIndexOf('.') + 1)
            + ", line "
            + element.getLineNumber();
      }
    }
    return kind;
  }
}
