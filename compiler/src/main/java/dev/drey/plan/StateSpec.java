// SPDX-License-Identifier: Apache-2.0
package dev.drey.plan;

import com.google.auto.value.AutoValue;
import dev.drey.type.RowType;
import java.util.Optional;

/**
 * One state of an operator as a savepoint holds it. Law: what the plan declares is what the
 * operator registers, name by name and type by type.
 */
@AutoValue
public abstract class StateSpec {
  /** What a state is to Flink. */
  public enum Kind {
    /** One value a key and namespace. */
    VALUE,
    /** A map a key and namespace. */
    MAP,
    /** Times at which an operator is called, by key. */
    TIMERS,
    /** Rows that a subtask writes itself, without a key. */
    RAW,
    /** A list without a key, whose elements are dealt out to the subtasks. */
    SPREAD,
    /** A list without a key, of which each subtask gets all. */
    UNION
  }

  /** The layouts that this version writes. */
  static final int VERSION = 1;

  static StateSpec keyed(
      String uid, String name, Kind kind, RowType keyType, Optional<RowType> valueType) {
    return new AutoValue_StateSpec(uid, name, kind, Optional.of(keyType), valueType, VERSION);
  }

  static StateSpec raw(String uid, String name, RowType valueType) {
    return new AutoValue_StateSpec(
        uid, name, Kind.RAW, Optional.empty(), Optional.of(valueType), VERSION);
  }

  static StateSpec spread(String uid, String name, RowType valueType) {
    return new AutoValue_StateSpec(
        uid, name, Kind.SPREAD, Optional.empty(), Optional.of(valueType), VERSION);
  }

  static StateSpec union(String uid, String name) {
    return new AutoValue_StateSpec(
        uid, name, Kind.UNION, Optional.empty(), Optional.empty(), VERSION);
  }

  static StateSpec union(String uid, String name, RowType valueType) {
    return new AutoValue_StateSpec(
        uid, name, Kind.UNION, Optional.empty(), Optional.of(valueType), VERSION);
  }

  /** The same state of another operator. */
  final StateSpec of(String newUid) {
    return new AutoValue_StateSpec(newUid, name(), kind(), keyType(), valueType(), version());
  }

  /** Of the operator, which is the node's own or one of those that stand for it in a graph. */
  public abstract String uid();

  /** Under which Flink keeps it. */
  public abstract String name();

  public abstract Kind kind();

  /** The columns of the key; absent for a state without. */
  public abstract Optional<RowType> keyType();

  /** The columns of a value; absent where the value is Flink's own, such as a window. */
  public abstract Optional<RowType> valueType();

  /** Another one where the same columns mean something else. */
  public abstract int version();
}
