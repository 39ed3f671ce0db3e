// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.datagen;

import static java.util.Objects.requireNonNull;

import dev.drey.shape.OptionValues;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Rows by their number: the same number, seed and options give the same row, in whatever order and
 * by whomever rows are made, and whichever of the declared columns are read.
 */
final class RowGenerator implements Serializable {
  private static final long serialVersionUID = 1;

  private final long seed;
  private final @Nullable ValueGenerator[] generators;
  private final long[] salts;

  private RowGenerator(long seed, @Nullable ValueGenerator[] generators, long[] salts) {
    this.seed = seed;
    this.generators = generators;
    this.salts = salts;
  }

  /**
   * @param produced the columns of the rows to make
   * @param left the columns among them that somebody else fills
   * @param options the source's options, without {@link #problems}
   */
  static RowGenerator of(RowType produced, Set<String> left, OptionValues options) {
    @Nullable ValueGenerator[] generators = new ValueGenerator[produced.size()];
    long[] salts = new long[produced.size()];
    for (int i = 0; i < generators.length; i++) {
      Field field = produced.field(i);
      salts[i] = field.name().hashCode() * 0x9E3779B97F4A7C15L;
      if (!left.contains(field.name())) {
        try {
          generators[i] = generator(field, options);
        } catch (GeneratorMismatch e) {
          throw new IllegalStateException("checked before: " + e.getMessage(), e);
        }
      }
    }
    return new RowGenerator(options.get(DatagenOptions.SEED), generators, salts);
  }

  /** What is wrong with the options for these columns, one problem a column. */
  static List<GeneratorMismatch> problems(RowType declared, OptionValues options) {
    List<GeneratorMismatch> problems = new ArrayList<>();
    for (String column : options.get(DatagenOptions.COLUMNS).keySet()) {
      if (!declared.contains(column)) {
        problems.add(Generators.unknown(DatagenOptions.COLUMNS.name(), column, declared));
      }
    }
    for (Field field : declared.fields()) {
      try {
        generator(field, options);
      } catch (GeneratorMismatch e) {
        problems.add(e);
      }
    }
    return problems;
  }

  private static ValueGenerator generator(Field field, OptionValues options)
      throws GeneratorMismatch {
    Map<String, Object> columns = options.get(DatagenOptions.COLUMNS);
    OptionValues own =
        columns.containsKey(field.name())
            ? (OptionValues) requireNonNull(columns.get(field.name()))
            : OptionValues.empty();
    return new Generators(options.get(FakeOptions.LOCALE))
        .of(DatagenOptions.COLUMNS.to(field.name()), field.name(), field.type(), own);
  }

  Object[] row(long number, RowRandom random) {
    Object[] row = new Object[generators.length];
    for (int i = 0; i < row.length; i++) {
      ValueGenerator generator = generators[i];
      if (generator != null) {
        random.start(seed, number, salts[i]);
        row[i] = generator.value(number, random);
      }
    }
    return row;
  }
}
