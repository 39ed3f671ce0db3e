// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.value;

import com.google.auto.value.AutoValue;
import dev.drey.source.LocatedText;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The expressions of a grouped stream as written. */
@AutoValue
public abstract class AggregateRequest {
  /** A result column: its name and its expression. */
  @AutoValue
  public abstract static class Item {
    public static Item of(LocatedText name, LocatedText expression) {
      return new AutoValue_AggregateRequest_Item(name, expression);
    }

    public abstract LocatedText name();

    public abstract LocatedText expression();
  }

  /** The columns of the rows to group. */
  public abstract RowType input();

  /** Columns of the input of which nothing is known. */
  public abstract Hidden hidden();

  /**
   * Whether there may be further keys, which an error keeps from being known; and what is known of
   * the columns of the groups.
   */
  public abstract Hidden hiddenKeys();

  /** Expressions over the input, by which rows are grouped; empty for one global group. */
  public abstract List<Item> keys();

  /**
   * What the window adds to a group, such as {@code window_start}; {@code having} and {@code
   * select} may use these. Empty without a window.
   */
  public abstract List<Field> windowColumns();

  /** The same, of which results have none unless {@code select} asks for it by name. */
  public abstract List<Field> askedColumns();

  /** Aggregate expressions over the input. */
  public abstract List<Item> aggregates();

  /** A condition over keys, window columns and aggregates by name. */
  public abstract Optional<LocatedText> having();

  /**
   * Result columns over keys, window columns and aggregates by name. Empty: the keys, the window
   * columns, the aggregates.
   */
  public abstract List<Item> select();

  /**
   * How many rows count where aggregates are of each row over those up to it, and can be {@code
   * PREVIOUS}; empty where they are of a group.
   */
  public abstract OptionalInt lookBack();

  public static Builder builder() {
    return new AutoValue_AggregateRequest.Builder()
        .lookBack(OptionalInt.empty())
        .select(List.of())
        .windowColumns(List.of())
        .askedColumns(List.of())
        .hidden(Hidden.none())
        .hiddenKeys(Hidden.none());
  }

  /** Builds an {@link AggregateRequest}. */
  @AutoValue.Builder
  public abstract static class Builder {
    public abstract Builder input(RowType input);

    public abstract Builder hidden(Hidden hidden);

    public abstract Builder hiddenKeys(Hidden hidden);

    public abstract Builder keys(List<Item> keys);

    public abstract Builder windowColumns(List<Field> windowColumns);

    public abstract Builder askedColumns(List<Field> askedColumns);

    public abstract Builder aggregates(List<Item> aggregates);

    public abstract Builder having(Optional<LocatedText> having);

    public abstract Builder select(List<Item> select);

    public abstract Builder lookBack(OptionalInt rows);

    public abstract AggregateRequest build();
  }
}
