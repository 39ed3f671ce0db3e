// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.datagen;

import org.jspecify.annotations.Nullable;

/** A text that looks real. */
final class FakeText implements ValueGenerator {
  private static final long serialVersionUID = 1;

  private final String expression;
  private final String locale;
  private transient @Nullable FakeTexts texts;

  private FakeText(String expression, String locale) {
    this.expression = expression;
    this.locale = locale;
  }

  /**
   * @param path where it is written, such as {@code columns.name.fake}
   */
  static FakeText of(String path, String written, String locale) throws GeneratorMismatch {
    return new FakeText(FakeExpression.of(path, written, locale), locale);
  }

  @Override
  public String value(long row, RowRandom random) {
    FakeTexts from = texts;
    if (from == null) {
      from = new FakeTexts(locale);
      texts = from;
    }
    return from.text(expression, random.nextLong());
  }
}
