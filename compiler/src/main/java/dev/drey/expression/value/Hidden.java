// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.value;

import com.google.auto.value.AutoValue;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Columns that are there, as far as their author is concerned, and of which nothing is known: an
 * error that has been reported keeps them from having a type. Who reads one of them is not reported
 * again.
 */
@AutoValue
public abstract class Hidden {
  private static final Hidden NONE = new AutoValue_Hidden(Set.of(), false, Map.of());
  private static final Hidden ANY = new AutoValue_Hidden(Set.of(), true, Map.of());

  public static Hidden none() {
    return NONE;
  }

  /** Any name may be one. */
  public static Hidden any() {
    return ANY;
  }

  public abstract Set<String> names();

  public abstract boolean all();

  /** What to say of names that are no columns here, but elsewhere. */
  abstract Map<String, String> notes();

  /** The same, with a help for who reads one of these names. */
  public Hidden withNotes(Map<String, String> notes) {
    return new AutoValue_Hidden(names(), all(), Map.copyOf(notes));
  }

  /** What to say of a name that is no column here. */
  public Optional<String> note(String name) {
    return Optional.ofNullable(notes().get(name));
  }

  /** Whether every column is known. */
  public boolean isNone() {
    return names().isEmpty() && !all();
  }

  /** Whether a column of this name that is not known is no new problem. */
  public boolean hides(String name) {
    return all() || names().contains(name);
  }

  public Hidden with(String name) {
    Set<String> more = new HashSet<>(names());
    more.add(name);
    return new AutoValue_Hidden(Set.copyOf(more), all(), notes());
  }

  public Hidden and(Hidden other) {
    Set<String> more = new HashSet<>(names());
    more.addAll(other.names());
    return new AutoValue_Hidden(Set.copyOf(more), all() || other.all(), notes());
  }

  /** Without a column that is hidden no longer: it has gone, or is known under this name now. */
  public Hidden without(String name) {
    Set<String> fewer = new HashSet<>(names());
    fewer.remove(name);
    return new AutoValue_Hidden(Set.copyOf(fewer), all(), notes());
  }
}
