// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The lists that regular expressions make are those of Java's own. Others by -Ddrey.seed. */
class RegexListsTest {
  private static final Sql SQL = new Sql("s STRING, r STRING, n INT");
  private static final List<String> EXPRESSIONS =
      List.of(
          "a",
          "[ab]+",
          "(a)|(b)",
          "a(b*)c?",
          ",",
          "\\s*[,;]\\s*",
          "",
          "b*",
          "^a|c$",
          "(?=b)",
          "x{2}");

  private final long seed = Long.getLong("drey.seed", System.nanoTime());
  private final Random random = new Random(seed);

  private String text() {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(12); i > 0; i--) {
      text.append("aabbc,; x".charAt(random.nextInt(9)));
    }
    return text.toString();
  }

  @Test
  void partsAndMatchesAreThoseOfJava() {
    System.out.println("RegexListsTest: -Ddrey.seed=" + seed);
    for (int i = 0; i < 500; i++) {
      String text = text();
      String regex = EXPRESSIONS.get(random.nextInt(EXPRESSIONS.size()));
      Pattern pattern = Pattern.compile(regex);
      String what = "seed " + seed + ": '" + regex + "' on '" + text + "'";

      assertThat(SQL.value("REGEXP_SPLIT(s, r)", text, regex, null))
          .as(what)
          .isEqualTo(Arrays.asList(pattern.split(text, -1)));
      for (int group = 0; group <= 2; group++) {
        assertThat(SQL.value("REGEXP_EXTRACT_ALL(s, r, n)", text, regex, group))
            .as(what + ", group " + group)
            .isEqualTo(groups(pattern, text, group));
      }
      int usual = Math.min(1, pattern.matcher("").groupCount());
      assertThat(SQL.value("REGEXP_EXTRACT_ALL(s, r)", text, regex, null))
          .as(what)
          .isEqualTo(groups(pattern, text, usual));
    }
  }

  private static @Nullable List<@Nullable String> groups(Pattern pattern, String text, int group) {
    Matcher matcher = pattern.matcher(text);
    if (group > matcher.groupCount()) {
      return null;
    }
    List<@Nullable String> groups = new ArrayList<>();
    while (matcher.find()) {
      groups.add(matcher.group(group));
    }
    return groups;
  }

  @Test
  void whatIsNoExpressionGivesNothing() {
    assertThat(SQL.value("REGEXP_SPLIT(s, r)", "a", "(", null)).isNull();
    assertThat(SQL.value("REGEXP_EXTRACT_ALL(s, r)", "a", "(", null)).isNull();
    assertThat(SQL.value("REGEXP_EXTRACT_ALL(s, r, n)", "a", "a", -1)).isNull();
    assertThat(SQL.value("REGEXP_SPLIT(s, r)", null, "a", null)).isNull();
  }
}
