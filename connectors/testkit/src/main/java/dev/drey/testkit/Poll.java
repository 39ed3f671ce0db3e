// SPDX-License-Identifier: Apache-2.0
package dev.drey.testkit;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Waits for what another process or thread does, by asking again until a deadline. */
public final class Poll {
  private static final long PAUSE_MILLIS = 50;

  private Poll() {}

  /**
   * Returns when the condition holds.
   *
   * @param what is awaited, for the failure's message
   * @throws AssertionError when the time is up; the condition's last exception is its cause
   */
  public static void until(String what, Duration atMost, Callable<Boolean> condition) {
    until(what, atMost, () -> "", condition);
  }

  /**
   * The same, with more to say on failure.
   *
   * @param state what the failure's message ends with, asked for when the time is up
   */
  public static void until(
      String what, Duration atMost, Supplier<String> state, Callable<Boolean> condition) {
    long deadline = System.nanoTime() + atMost.toNanos();
    @Nullable Exception last = null;
    while (true) {
      try {
        if (condition.call()) {
          return;
        }
        last = null;
      } catch (InterruptedException stop) {
        Thread.currentThread().interrupt();
        throw new AssertionError("interrupted while waiting for " + what, stop);
      } catch (Exception notYet) {
        last = notYet;
      }
      if (System.nanoTime() > deadline) {
        throw new AssertionError("no " + what + " within " + atMost + state.get(), last);
      }
      pause(what);
    }
  }

  private static void pause(String what) {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while waiting for " + what, stop);
    }
  }
}
