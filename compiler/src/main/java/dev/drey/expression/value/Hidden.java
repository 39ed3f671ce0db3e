// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.value;

import com.google.auto.value.AutoValue;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Columns that are there, as far as their author is concerned, and of which nothing is known: an
 * error that has been reported keeps them from having a type. Who reads one of them is not reported
 * again. With them goes what is known of columns beside their types.
 */
@AutoValue
public abstract class Hidden {
  private static final Hidden NONE = of(Set.of(), false, ColumnNotes.NONE, Map.of());
  private static final Hidden ANY = of(Set.of(), true, ColumnNotes.NONE, Map.of());

  public static Hidden none() {
    return NONE;
  }

  /** Any name may be one. */
  public static Hidden any() {
    return ANY;
  }

  private static Hidden of(
      Set<String> names, boolean all, ColumnNotes notes, Map<String, FewTexts> texts) {
    return new AutoValue_Hidden(Set.copyOf(names), all, notes, Map.copyOf(texts));
  }

  public abstract Set<String> names();

  public abstract boolean all();

  /** What to say of names that are no columns here, but elsewhere. */
  public abstract ColumnNotes notes();

  /** Of columns that are known, and have none but a few texts: these. */
  public abstract Map<String, FewTexts> texts();

  /** The same, with a help for who reads one of these names. */
  public Hidden withNotes(ColumnNotes notes) {
    return of(names(), all(), notes, texts());
  }

  /** As above, for these names alone. */
  public Hidden withNotes(Map<String, String> notes) {
    Map<String, String> known = Map.copyOf(notes);
    return withNotes(
        known.isEmpty() ? ColumnNotes.NONE : name -> Optional.ofNullable(known.get(name)));
  }

  /** The same, with the only texts that these columns can have. */
  public Hidden withTexts(Map<String, FewTexts> texts) {
    return of(names(), all(), notes(), texts);
  }

  /** What to say of a name that is no column here. */
  public Optional<String> note(String name) {
    return notes().of(name);
  }

  /** The only texts that a column can have, where that is known. */
  public Optional<FewTexts> texts(String column) {
    return Optional.ofNullable(texts().get(column));
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
    return of(more, all(), notes(), textsWithout(name));
  }

  public Hidden and(Hidden other) {
    Set<String> more = new HashSet<>(names());
    more.addAll(other.names());
    Map<String, FewTexts> texts = new HashMap<>(other.texts());
    texts.putAll(texts());
    return of(more, all() || other.all(), notes().or(other.notes()), texts);
  }

  /** Without a column that is hidden no longer: it has gone, or is known under this name now. */
  public Hidden without(String name) {
    Set<String> fewer = new HashSet<>(names());
    fewer.remove(name);
    return of(fewer, all(), notes(), textsWithout(name));
  }

  /** With a column that is known under this name now, and may have none but a few texts. */
  public Hidden known(String name, Optional<FewTexts> texts) {
    Map<String, FewTexts> more = textsWithout(name);
    texts.ifPresent(few -> more.put(name, few));
    return without(name).withTexts(more);
  }

  private Map<String, FewTexts> textsWithout(String name) {
    Map<String, FewTexts> texts = new HashMap<>(texts());
    texts.remove(name);
    return texts;
  }
}
