// SPDX-License-Identifier: Apache-2.0
package dev.drey.evolution;

import com.google.auto.value.AutoValue;
import java.util.List;

/** What becomes of the state under one uid. */
@AutoValue
public abstract class StateChange {
  /** In the order of how bad it is. */
  public enum Verdict {
    /** It goes on. */
    KEPT,
    /** There was none, and it starts empty. */
    NEW,
    /** Nobody has it any more. */
    DROPPED,
    /** It cannot be gone on with, and the job must not start. */
    REFUSED
  }

  static StateChange of(String uid, String name, Verdict verdict, List<String> words) {
    return new AutoValue_StateChange(uid, name, verdict, List.copyOf(words));
  }

  /** That of the operator. */
  public abstract String uid();

  /** The name in the newer spec, or in the older one where the newer has none. */
  public abstract String name();

  public abstract Verdict verdict();

  /** Why it is refused, or what a reader of results must know; sentences without an end. */
  public abstract List<String> words();
}
