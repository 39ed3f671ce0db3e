// SPDX-License-Identifier: Apache-2.0
package dev.drey.function;

import com.google.auto.value.AutoValue;
import java.util.List;

/** A function or operator of expressions as the reference shows it. */
@AutoValue
public abstract class FunctionDescriptor {
  public static FunctionDescriptor of(
      String name, Group group, List<String> signatures, String doc, Example example) {
    return new AutoValue_FunctionDescriptor(name, group, List.copyOf(signatures), doc, example);
  }

  /** What it is about. */
  public enum Group {
    CONDITIONAL("Conditional"),
    TEXT("Text"),
    NUMBER("Numbers"),
    TIME("Date and time"),
    COLLECTION("Arrays and maps"),
    JSON("JSON"),
    ENCODING("Hashes and encodings"),
    AGGREGATE("Aggregates");

    private final String title;

    Group(String title) {
      this.title = title;
    }

    public String title() {
      return title;
    }
  }

  /** An expression and, as SQL too, what it gives. */
  @AutoValue
  public abstract static class Example {
    public static Example of(String expression, String result) {
      return new AutoValue_FunctionDescriptor_Example(expression, result);
    }

    public abstract String expression();

    public abstract String result();
  }

  public abstract String name();

  public abstract Group group();

  /** Such as {@code LPAD(STRING, INT, STRING) -> STRING}. */
  public abstract List<String> signatures();

  /** One sentence, with units. */
  public abstract String doc();

  public abstract Example example();
}
