// SPDX-License-Identifier: Apache-2.0
package dev.drey.aggregate;

import dev.drey.function.Limits;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * LISTAGG: the texts in order of arrival with a separator between them. It keeps them as {@link
 * Collect} does and joins them for a result: a text that grew with each row would be copied with
 * each row, and a spec with another separator goes on from the same state.
 */
final class ListAgg extends Aggregate {
  private static final long serialVersionUID = 1;

  static final AggregateFunction FUNCTION =
      new AggregateFunction(
          AggregateFunction.described(
              "LISTAGG(STRING [, separator]) -> STRING",
              "The texts that are not NULL in order of their arrival, with the separator, or a"
                  + " comma, between them; with DISTINCT each once.",
              "LISTAGG(CAST(x AS STRING), '; ')",
              "'4; 1; 4'")) {
        @Override
        public Optional<String> wanted(DataType argument) {
          return argument.kind().isCharacter() ? Optional.empty() : Optional.of("a text");
        }

        @Override
        public List<Parameter> parameters() {
          return List.of(Parameter.text("separator", "', '"));
        }

        @Override
        public boolean keepsRows() {
          return true;
        }

        @Override
        public DataType type(DataType argument, boolean filtered) {
          return DataType.string().withNullable(argument.nullable() || filtered);
        }

        @Override
        public Aggregate aggregate(DataType argument, DataType type, List<String> constants) {
          return new ListAgg(argument, constants.isEmpty() ? "," : constants.get(0));
        }
      };

  private final Aggregate texts;
  private final String separator;

  private ListAgg(DataType argument, String separator) {
    this.texts = new Collect(argument, DataType.array(argument));
    this.separator = separator;
  }

  @Override
  public List<Field> state() {
    return texts.state();
  }

  @Override
  public void add(Object[] accumulator, int at, Object value, long time) {
    texts.add(accumulator, at, value, time);
  }

  @Override
  public void merge(Object[] accumulator, int at, Object[] other) {
    texts.merge(accumulator, at, other);
  }

  @Override
  public @Nullable Object result(Object[] accumulator, int at) {
    List<?> kept = (List<?>) accumulator[at];
    if (kept == null) {
      return null;
    }
    long length = (long) separator.length() * (kept.size() - 1);
    for (Object text : kept) {
      length += ((String) text).length();
    }
    Limits.text(length, "LISTAGG");
    return kept.stream().map(String.class::cast).collect(Collectors.joining(separator));
  }
}
