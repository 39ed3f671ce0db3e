// SPDX-License-Identifier: Apache-2.0
package dev.drey.process;

import com.google.auto.value.AutoValue;
import dev.drey.shape.Option;
import dev.drey.type.RowType;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What is kept of each key. Types are declared so that a job can go on with it when they change:
 * columns go by name, one that is new is NULL, and numbers may become wider.
 */
@AutoValue
public abstract class DeclaredState {
  /** One row. */
  public static DeclaredState value(String name, RowType columns) {
    return new AutoValue_DeclaredState(name, Optional.empty(), columns, List.of(), "");
  }

  /** Rows, each under the values of some columns of its own. */
  public static DeclaredState map(String name, RowType key, RowType columns) {
    return new AutoValue_DeclaredState(name, Optional.of(key), columns, List.of(), "");
  }

  /**
   * This state as one that is made of what these options say: with others it would hold something
   * else, so a job does not go on with it. Of an expression or a column it counts what it gives,
   * whatever it is called.
   */
  public final DeclaredState of(Option<?>... options) {
    List<String> names = Arrays.stream(options).map(Option::name).collect(Collectors.toList());
    return new AutoValue_DeclaredState(name(), mapKey(), columns(), names, meaning());
  }

  /**
   * This state with what it holds, in a few words: where they change, a job does not go on with it.
   */
  public final DeclaredState means(String words) {
    return new AutoValue_DeclaredState(name(), mapKey(), columns(), options(), words);
  }

  /** The name under which a savepoint has it. */
  public abstract String name();

  /** The columns of a map's keys; empty for one row. */
  public abstract Optional<RowType> mapKey();

  public abstract RowType columns();

  /** The names of the options that it is made of. */
  public abstract List<String> options();

  /** What it holds; empty where its name says it. */
  public abstract String meaning();
}
