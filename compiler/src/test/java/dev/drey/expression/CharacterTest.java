// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.expression.value.Expression;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Texts are made of characters, of which some take two units in UTF-16: no function counts or cuts
 * such units. What each gives is counted by hand.
 */
class CharacterTest {
  private static final Sql SQL = new Sql("t STRING NOT NULL, c STRING NOT NULL, e STRING NOT NULL");

  /** A letter, a face, a letter with a mark of its own, a letter. */
  private static final String TEXT = "a\uD83D\uDE00e\u0301b";

  private static final String FACE = "\uD83D\uDE00";

  /** Shares its first unit with the face. */
  private static final String OTHER = "\uD83D\uDE01";

  private static @Nullable Object value(String sql) {
    Expression typed = SQL.typed(sql);
    Object value = SQL.value(typed, TEXT, FACE, OTHER);
    String literals =
        sql.replaceAll("\\bt\\b", "'" + TEXT + "'")
            .replaceAll("\\bc\\b", "'" + FACE + "'")
            .replaceAll("\\be\\b", "'" + OTHER + "'");
    Expression simple = SQL.expressions().simplify(SQL.typed(literals));
    assertThat(SQL.value(simple, TEXT, FACE, OTHER)).as(literals).isEqualTo(value);
    return value;
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '"',
      value = {
        "CHAR_LENGTH(t) ~ 5",
        "POSITION('b' IN t) ~ 5",
        "LOCATE('b', t, 4) ~ 5",
        "LOCATE(c, t, 2) ~ 2",
        "LOCATE(c, t, 3) ~ 0",
        "POSITION(e IN t) ~ 0",
        "INSTR(t, c) ~ 2",
        "ASCII(c) ~ 128512",
      })
  void counts(String sql, int expected) {
    assertThat(value(sql)).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '"',
      value = {
        "SUBSTRING(t, 2, 1) ~ F",
        "SUBSTRING(t, 3, 1) ~ e",
        "SUBSTR(t, -4, 1) ~ F",
        "LEFT(t, 2) ~ aF",
        "RIGHT(t, 1) ~ b",
        "RIGHT(c || 'x', 2) ~ Fx",
        "OVERLAY(t PLACING 'x' FROM 2 FOR 1) ~ axe\u0301b",
        "OVERLAY('abc' PLACING c FROM 2) ~ aFc",
        "LPAD('x', 3, c) ~ FFx",
        "LPAD(c, 1, 'x') ~ F",
        "RPAD('x', 4, c || 'y') ~ xFyF",
        "REVERSE(c || 'x') ~ xF",
        "TRIM(BOTH c FROM c || 'x' || c) ~ x",
        "TRIM(BOTH e FROM c || 'x' || c) ~ FxF",
        "LTRIM(c || 'x', e) ~ Fx",
        "BTRIM(c || 'x' || c, c) ~ x",
        "REPLACE(t, c, '') ~ ae\u0301b",
        "REPLACE(c, '', '-') ~ -F-",
        "SPLIT_INDEX(t, c, 0) ~ a",
        "SPLIT(c || 'x', '')[1] ~ F",
        "SPLIT(t, c)[1] ~ a",
        "INITCAP('\u00e4b \uD801\uDC28') ~ \u00c4b \uD801\uDC00",
        "UPPER('\uD801\uDC28') ~ \uD801\uDC00",
        "CAST(c || 'xy' AS VARCHAR(2)) ~ Fx",
        "CAST(c AS CHAR(3)) || '.' ~ F  .",
        "REGEXP_EXTRACT(t, 'a(.)', 1) ~ F",
        "REGEXP_REPLACE(c, '', '-') ~ -F-",
        "REGEXP_REPLACE(c, '.', '-') ~ -",
      })
  void givesWholeCharacters(String sql, String expected) {
    assertThat(value(unescaped(sql))).isEqualTo(unescaped(expected).replace("F", FACE));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '"',
      value = {
        "t LIKE 'a_e__' ~ true",
        "t LIKE 'a__e__' ~ false",
        "c LIKE '_' ~ true",
        "c LIKE '__' ~ false",
        "t LIKE '%_b' ~ true",
        "c SIMILAR TO '_' ~ true",
        "c SIMILAR TO '[a-z]' ~ false",
        "e LIKE c ~ false",
        "STARTSWITH(t, 'a') ~ true",
        "REGEXP(c, '^.$') ~ true",
      })
  void matchesWholeCharacters(String sql, boolean expected) {
    assertThat(value(sql)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"1", "2", "3"})
  void partsOfHalvesAreNoParts(int length) {
    String high = FACE.substring(0, 1);
    String low = FACE.substring(1);
    Sql sql = new Sql("t STRING NOT NULL, p STRING NOT NULL, n INT NOT NULL");
    assertThat(sql.value("POSITION(p IN t)", FACE, high, length)).isEqualTo(1);
    assertThat(sql.value("POSITION(p IN t)", FACE, low, length)).isEqualTo(0);
    assertThat(sql.value("SPLIT(t, p)", FACE + "x", low, length)).isEqualTo(List.of(FACE + "x"));
    assertThat(sql.value("STR_TO_MAP(t, '', 'x')", FACE, high, length))
        .isEqualTo(Collections.singletonMap(FACE, null));
    assertThat(sql.value("LEFT(t, n)", FACE + FACE + FACE, high, length))
        .isEqualTo(FACE.repeat(length));
  }

  private static String unescaped(String text) {
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      if (text.startsWith("\\u", i)) {
        plain.append((char) Integer.parseInt(text.substring(i + 2, i + 6), 16));
        i += 5;
      } else {
        plain.append(text.charAt(i));
      }
    }
    return plain.toString();
  }
}
