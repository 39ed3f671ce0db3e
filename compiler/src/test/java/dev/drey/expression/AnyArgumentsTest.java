// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.function.FunctionDescriptor;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Every function and operator with every combination of two arguments out of all types, and of NULL
 * in every place where a type can be unknown: it is refused, or its code compiles and runs. In the
 * build a share of the combinations, all with -Ddrey.arguments=1, others by -Ddrey.seed.
 */
class AnyArgumentsTest {
  /** One of so many combinations is tried. */
  private static final int SHARE = Integer.getInteger("drey.arguments", 10);

  private static final int KINDS = 20;
  private static final Pattern CALL = Pattern.compile("(\\w+)\\((.*)\\) -> .*");

  private static final List<String> ARGUMENTS =
      List.of(
          "NULL",
          "ARRAY[NULL]",
          "ARRAY[ARRAY[NULL]]",
          "MAP['a', NULL]",
          "MAP[NULL, 1]",
          "MAP[NULL, NULL]",
          "ROW(NULL, 1)",
          "ARRAY[ROW(NULL, 1)]",
          "i",
          "ti",
          "l",
          "f",
          "d",
          "m",
          "b",
          "s",
          "v",
          "ch",
          "raw",
          "bin",
          "dt",
          "tm",
          "ts",
          "z",
          "ai",
          "ass",
          "aa",
          "ar",
          "mp",
          "mi",
          "r",
          "ARRAY[tm]",
          "ARRAY[dt]",
          "ARRAY[z]",
          "ARRAY[raw]",
          "ARRAY[m]",
          "ARRAY[b]",
          "MAP['a', tm]",
          "MAP[dt, m]",
          "ROW(tm, 1)",
          "ROW(b, d)",
          "INTERVAL '1' DAY",
          "INTERVAL '1' MONTH",
          "ARRAY[INTERVAL '1' DAY]",
          "'12:30:00'",
          "'2026-03-15'",
          "1",
          "-2.5");

  private static final List<String> OPERATORS =
      List.of(
          "? + ?",
          "? - ?",
          "? * ?",
          "? / ?",
          "? % ?",
          "? || ?",
          "? = ?",
          "? <> ?",
          "? < ?",
          "? IS DISTINCT FROM ?",
          "? IN (?, ?)",
          "? BETWEEN ? AND ?",
          "? LIKE ?",
          "? AND ?",
          "NOT ?",
          "- ?",
          "? IS NULL",
          "? IS TRUE",
          "?[?]",
          "(?).f0",
          "CASE WHEN b THEN ? ELSE ? END",
          "CASE ? WHEN ? THEN 1 END",
          "ARRAY[?, ?]",
          "ARRAY[?, ?][1]",
          "MAP[?, ?]",
          "ROW(?, ?)",
          "COALESCE(?, ?)",
          "NULLIF(?, ?)",
          "IF(b, ?, ?)",
          "GREATEST(?, ?)",
          "EXTRACT(DAY FROM ?)",
          "FLOOR(? TO HOUR)",
          "TIMESTAMPADD(HOUR, ?, ?)",
          "TIMESTAMPDIFF(HOUR, ?, ?)",
          "POSITION(? IN ?)",
          "TRIM(BOTH ? FROM ?)",
          "SUBSTRING(? FROM ?)",
          "OVERLAY(? PLACING ? FROM 1)",
          "(?, ?) OVERLAPS (?, ?)");

  private static final List<String> TYPES =
      List.of(
          "INT",
          "TINYINT",
          "DECIMAL(5, 2)",
          "DOUBLE",
          "FLOAT",
          "BOOLEAN",
          "STRING",
          "CHAR(2)",
          "BYTES",
          "BINARY(2)",
          "DATE",
          "TIME",
          "TIMESTAMP(3)",
          "TIMESTAMP_LTZ(3)",
          "ARRAY<INT>",
          "ARRAY<TIME>",
          "ARRAY<ARRAY<DATE>>",
          "ARRAY<ROW<a BYTES, b INT>>",
          "MAP<STRING, TIME>",
          "MAP<TIME, BYTES>",
          "ROW<a TIME, b STRING>",
          "ARRAY<INT NOT NULL>");

  @Test
  void areRefusedOrRun() {
    long seed = Long.getLong("drey.seed", System.nanoTime());
    System.out.println("AnyArgumentsTest: -Ddrey.seed=" + seed + " -Ddrey.arguments=" + SHARE);
    Random random = new Random(seed);
    List<String> faults = new ArrayList<>();
    int tried = 0;
    int typed = 0;
    for (String form : forms()) {
      // What is behind the second takes one of the two again.
      for (String first : ARGUMENTS) {
        for (String second : form.indexOf('?') == form.lastIndexOf('?') ? List.of("") : ARGUMENTS) {
          if (random.nextInt(SHARE) > 0 || faults.size() > KINDS) {
            continue;
          }
          String sql = filled(form, first, second, random);
          tried++;
          try {
            typed += ExpressionTrial.runs(sql) ? 1 : 0;
          } catch (RuntimeException | AssertionError | StackOverflowError e) {
            faults.add(sql + ": " + String.valueOf(e).lines().findFirst().orElse(""));
          }
        }
      }
    }
    System.out.println("AnyArgumentsTest: " + typed + " of " + tried + " have a type");
    assertThat(faults).as("seed %d", seed).isEmpty();
    // Were all refused, little would be tried.
    assertThat(typed).isGreaterThan(tried / 40);
  }

  private static String filled(String form, String first, String second, Random random) {
    StringBuilder sql = new StringBuilder();
    int place = 0;
    for (int i = 0; i < form.length(); i++) {
      if (form.charAt(i) != '?') {
        sql.append(form.charAt(i));
        continue;
      }
      String argument = place == 0 || (place > 1 && random.nextBoolean()) ? first : second;
      sql.append(argument);
      place++;
    }
    return sql.toString();
  }

  private static Set<String> forms() {
    Set<String> forms = new LinkedHashSet<>(OPERATORS);
    for (FunctionDescriptor function : ExpressionTrial.functions()) {
      for (String signature : function.signatures()) {
        Matcher call = CALL.matcher(signature);
        if (call.matches() && !call.group(2).isEmpty()) {
          String arguments = call.group(2).replaceAll("<[^>]*>", "").replaceAll("\\s*\\[.*?]", "");
          forms.add(call.group(1) + "(" + arguments.replaceAll("[^,]+(?=,|$)", " ?").trim() + ")");
        }
      }
    }
    for (String type : TYPES) {
      forms.add("CAST(? AS " + type + ")");
      forms.add("TRY_CAST(? AS " + type + ")");
    }
    return forms;
  }
}
