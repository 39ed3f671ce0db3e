// SPDX-License-Identifier: Apache-2.0
package dev.drey.operator;

import dev.drey.row.RowKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The rows that every subtask of {@link BroadcastOperator} holds: of each key what held from when
 * on, as far back as somebody can ask.
 *
 * <p>Law: a row of time t sees of each key the last version of t or before it; one that is further
 * back than what is kept sees the first that is.
 */
final class HeldVersions {
  private final Function<Object[], RowKey> keys;
  private final Function<Object[], @Nullable RowKey> places;
  private final Map<RowKey, Versions> byKey = new LinkedHashMap<>();
  private final Map<RowKey, Set<Versions>> byPlace = new LinkedHashMap<>();
  private final Set<Versions> aging = new LinkedHashSet<>();
  private long forgotten = Long.MIN_VALUE;

  /**
   * @param keys by which rows replace each other
   * @param places by which those are found that a row can belong to; null for one that belongs to
   *     none
   */
  HeldVersions(Function<Object[], RowKey> keys, Function<Object[], @Nullable RowKey> places) {
    this.keys = keys;
    this.places = places;
  }

  /** A row that holds from a time on, or a key of which none does. */
  void put(Object[] columns, long time, boolean gone) {
    RowKey key = keys.apply(columns);
    Versions versions = byKey.computeIfAbsent(key, Versions::new);
    versions.put(new Version(columns, time, gone, gone ? null : places.apply(columns)));
    forget(versions);
  }

  /**
   * Each row that holds at a time, of those at a place.
   *
   * @param place null where there is none
   */
  void at(@Nullable RowKey place, long time, Consumer<Object[]> found) {
    Collection<Versions> candidates = place == null ? null : byPlace.get(place);
    if (place == null || candidates == null) {
      return;
    }
    long asked = Math.max(time, forgotten);
    for (Versions versions : candidates) {
      Version version = versions.at(asked);
      if (version != null && place.equals(version.place)) {
        found.accept(version.columns);
      }
    }
  }

  /** Nobody asks for a time before this one any more. */
  void forget(long time) {
    if (time <= forgotten) {
      return;
    }
    forgotten = time;
    if (!aging.isEmpty()) {
      new ArrayList<>(aging).forEach(this::forget);
    }
  }

  private void forget(Versions versions) {
    versions.forget();
    if (versions.isEmpty()) {
      byKey.remove(versions.key);
    }
    if (versions.isAging()) {
      aging.add(versions);
    } else {
      aging.remove(versions);
    }
  }

  /**
   * Each version that one of several subtasks is to write, so that together they write all that any
   * of them needs. What holds last is the same in all, and one writes it; how far back another
   * version is needed is each one's own.
   */
  void write(int subtask, int subtasks, Consumer<Object[]> written) {
    for (Versions versions : byKey.values()) {
      boolean own = Math.floorMod(versions.key.hashCode(), subtasks) == subtask;
      List<Version> list = versions.list;
      for (int i = 0; i < list.size(); i++) {
        Version version = list.get(i);
        if (own || version.gone || i < list.size() - 1) {
          written.accept(
              Announcement.of(
                  version.columns,
                  version.columns.length,
                  version.time,
                  version.gone ? Announcement.DELETE : Announcement.PUT));
        }
      }
    }
  }

  boolean isEmpty() {
    return byKey.isEmpty();
  }

  private static final class Version {
    private final Object[] columns;
    private final long time;
    private final boolean gone;
    private final @Nullable RowKey place;

    private Version(Object[] columns, long time, boolean gone, @Nullable RowKey place) {
      this.columns = columns;
      this.time = time;
      this.gone = gone;
      this.place = place;
    }
  }

  /** Those of one key, by time. */
  private final class Versions {
    private final RowKey key;
    private final List<Version> list = new ArrayList<>(1);

    private Versions(RowKey key) {
      this.key = key;
    }

    private void put(Version version) {
      int at = list.size();
      while (at > 0 && list.get(at - 1).time > version.time) {
        at--;
      }
      if (at > 0 && list.get(at - 1).time == version.time) {
        Version before = list.set(at - 1, version);
        leave(before);
      } else {
        list.add(at, version);
      }
      if (version.place != null) {
        byPlace.computeIfAbsent(version.place, ignored -> new LinkedHashSet<>()).add(this);
      }
    }

    private @Nullable Version at(long time) {
      for (int i = list.size() - 1; i >= 0; i--) {
        Version version = list.get(i);
        if (version.time <= time) {
          return version;
        }
      }
      return null;
    }

    /** Takes a version that is not in the list any more from where it was found. */
    private void leave(Version version) {
      if (version.place == null
          || list.stream().anyMatch(other -> version.place.equals(other.place))) {
        return;
      }
      Set<Versions> there = byPlace.get(version.place);
      if (there != null && there.remove(this) && there.isEmpty()) {
        byPlace.remove(version.place);
      }
    }

    private void forget() {
      while (list.size() > 1 && list.get(1).time <= forgotten) {
        leave(list.remove(0));
      }
      if (!list.isEmpty() && list.get(0).gone && list.get(0).time <= forgotten) {
        list.remove(0);
      }
    }

    private boolean isAging() {
      return list.size() > 1 || (!list.isEmpty() && list.get(0).gone);
    }

    private boolean isEmpty() {
      return list.isEmpty();
    }
  }
}
