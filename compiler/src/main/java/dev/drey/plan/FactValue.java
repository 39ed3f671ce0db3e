// SPDX-License-Identifier: Apache-2.0
package dev.drey.plan;

import com.google.auto.value.AutoOneOf;
import dev.drey.type.RowType;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** What a fact says, as a value that a program reads; the words for people are beside it. */
@AutoOneOf(FactValue.Kind.class)
abstract class FactValue {
  /** The kinds of values. */
  public enum Kind {
    /** There is none. */
    NOTHING,
    /** Names, SQL, words of a connector. */
    TEXT,
    /** Counts, bytes, shares, rates per second. */
    NUMBER,
    /** Yes or no. */
    FLAG,
    /** A span of time. */
    DURATION,
    /** The columns of rows with their types. */
    COLUMNS,
    /** Several values. */
    LIST,
    /** Several values by name, in order. */
    RECORD
  }

  public abstract Kind kind();

  abstract void nothing();

  public abstract String text();

  public abstract BigDecimal number();

  public abstract boolean flag();

  public abstract Duration duration();

  public abstract RowType columns();

  public abstract List<FactValue> list();

  public abstract Map<String, FactValue> record();

  public static FactValue none() {
    return AutoOneOf_FactValue.nothing();
  }

  public static FactValue of(String text) {
    return AutoOneOf_FactValue.text(text);
  }

  public static FactValue of(long number) {
    return of(BigDecimal.valueOf(number));
  }

  public static FactValue of(BigDecimal number) {
    return AutoOneOf_FactValue.number(number);
  }

  public static FactValue of(boolean flag) {
    return AutoOneOf_FactValue.flag(flag);
  }

  public static FactValue of(Duration duration) {
    return AutoOneOf_FactValue.duration(duration);
  }

  public static FactValue of(RowType columns) {
    return AutoOneOf_FactValue.columns(columns);
  }

  public static FactValue of(List<FactValue> values) {
    return AutoOneOf_FactValue.list(List.copyOf(values));
  }

  public static FactValue texts(List<String> texts) {
    List<FactValue> values = new ArrayList<>();
    texts.forEach(text -> values.add(of(text)));
    return of(values);
  }

  /** The order of the map stays. */
  public static FactValue of(Map<String, FactValue> values) {
    return AutoOneOf_FactValue.record(Collections.unmodifiableMap(new LinkedHashMap<>(values)));
  }

  /** A record of one. */
  public static FactValue of(String name, FactValue value) {
    return of(Map.of(name, value));
  }

  /** This record with one value more at its end. */
  public FactValue with(String name, FactValue value) {
    Map<String, FactValue> more = new LinkedHashMap<>(record());
    more.put(name, value);
    return of(more);
  }

  /** The same with every text in it changed, names included. */
  FactValue withTexts(UnaryOperator<String> change) {
    switch (kind()) {
      case TEXT:
        return of(change.apply(text()));
      case LIST:
        List<FactValue> values = new ArrayList<>();
        list().forEach(value -> values.add(value.withTexts(change)));
        return of(values);
      case RECORD:
        Map<String, FactValue> changed = new LinkedHashMap<>();
        record().forEach((name, value) -> changed.put(change.apply(name), value.withTexts(change)));
        return of(changed);
      case NOTHING:
      case NUMBER:
      case FLAG:
      case DURATION:
      case COLUMNS:
        return this;
    }
    throw new IllegalStateException(kind().toString());
  }
}
