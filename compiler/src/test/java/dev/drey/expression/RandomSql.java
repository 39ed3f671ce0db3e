// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression;

import dev.drey.function.FunctionDescriptor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Made-up SQL over {@link #COLUMNS}: every function by its signatures, every operator and special
 * form, and now and then an argument of a kind that is not asked for.
 */
public final class RandomSql {
  public static final String COLUMNS =
      "i INT, j INT NOT NULL, ti TINYINT, si SMALLINT, l BIGINT, f FLOAT, d DOUBLE,"
          + " m DECIMAL(10, 2), big DECIMAL(38, 18), b BOOLEAN, c BOOLEAN NOT NULL, s STRING,"
          + " t STRING NOT NULL, v VARCHAR(3), ch CHAR(4), raw BYTES, bin BINARY(2), dt DATE,"
          + " tm TIME(0), ts TIMESTAMP(3), z TIMESTAMP_LTZ(3) NOT NULL, ai ARRAY<INT>,"
          + " al ARRAY<BIGINT NOT NULL>, ass ARRAY<STRING>, aa ARRAY<ARRAY<INT>>,"
          + " ar ARRAY<ROW<n INT, w STRING>>, mp MAP<STRING, INT>, mi MAP<INT, STRING>,"
          + " r ROW<x INT, y STRING, q ROW<w DOUBLE>>";

  private static final Pattern SIGNATURE = Pattern.compile("([A-Z0-9_]+)\\((.*?)\\) -> .*");
  private static final List<String> TYPES =
      List.of(
          "TINYINT",
          "SMALLINT",
          "INT",
          "BIGINT",
          "FLOAT",
          "DOUBLE",
          "DECIMAL(5, 2)",
          "DECIMAL(38, 10)",
          "STRING",
          "VARCHAR(3)",
          "CHAR(2)",
          "BOOLEAN",
          "DATE",
          "TIME",
          "TIMESTAMP(3)",
          "TIMESTAMP_LTZ(3)",
          "BYTES",
          "BINARY(2)",
          "ARRAY<BIGINT>",
          "MAP<STRING, BIGINT>");
  private static final String[] UNITS = {
    "YEAR", "QUARTER", "MONTH", "WEEK", "DAY", "HOUR", "MINUTE", "SECOND", "MILLISECOND", "DOY"
  };
  private static final Map<Character, String[]> ATOMS = new TreeMap<>();
  private static final Map<Character, String[]> FORMS = new TreeMap<>();

  // N number, I whole number, S text, B truth, T time, V interval, Y bytes, A array, M map, R row.
  private static final String KINDS = "NISBTYAMR";

  static {
    ATOMS.put(
        'N',
        new String[] {
          "i",
          "j",
          "ti",
          "si",
          "l",
          "f",
          "d",
          "m",
          "big",
          "0",
          "1",
          "-1",
          "2.50",
          "1E0",
          "-1E300",
          "99999999999999999999",
          "0.000000001",
          "CAST(NULL AS INT)",
          "2147483647",
          "NULL"
        });
    ATOMS.put('I', new String[] {"i", "j", "ti", "l", "0", "1", "2", "-1", "3", "NULL"});
    ATOMS.put(
        'S',
        new String[] {
          "s",
          "t",
          "v",
          "ch",
          "''",
          "'a'",
          "'1'",
          "'2026-01-31'",
          "'yyyy-MM-dd'",
          "'[0-9]+'",
          "'$.a'",
          "'{\"a\": 1}'",
          "','",
          "'\uD83D\uDE00'",
          "'it''s'",
          "'UTC'",
          "NULL",
          "CAST(NULL AS STRING)"
        });
    ATOMS.put('B', new String[] {"b", "c", "TRUE", "FALSE", "NULL", "CAST(NULL AS BOOLEAN)"});
    ATOMS.put(
        'T',
        new String[] {
          "dt",
          "tm",
          "ts",
          "z",
          "DATE '2024-02-29'",
          "TIME '10:15:00'",
          "TIMESTAMP '2026-01-01 10:15:00.5'",
          "CAST(NULL AS TIMESTAMP(3))",
          "TO_TIMESTAMP_LTZ(0, 3)"
        });
    ATOMS.put(
        'V',
        new String[] {"INTERVAL '1' DAY", "INTERVAL '-2' MONTH", "INTERVAL '1:30' HOUR TO MINUTE"});
    ATOMS.put('Y', new String[] {"raw", "bin", "X'00ff'", "X''", "CAST(NULL AS BYTES)"});
    ATOMS.put(
        'A',
        new String[] {
          "ai",
          "al",
          "ass",
          "aa",
          "ar",
          "ARRAY[1, 2]",
          "ARRAY['a', NULL]",
          "ARRAY[1, 2.5]",
          "MAP_KEYS(mp)",
          "CAST(NULL AS ARRAY<INT>)"
        });
    ATOMS.put('M', new String[] {"mp", "mi", "MAP['a', 1]", "MAP[1, NULL]", "MAP[ARRAY[1], 1]"});
    ATOMS.put('R', new String[] {"r", "r.q", "ar[1]", "MAP_ENTRIES(mp)[1]", "ROW(1, 'a')"});

    FORMS.put(
        'N',
        new String[] {
          "(N + N)",
          "(N - N)",
          "(N * N)",
          "(N / N)",
          "(N % N)",
          "-N",
          "ABS(N)",
          "SIGN(N)",
          "CEIL(N)",
          "FLOOR(N)",
          "ROUND(N, I)",
          "ROUND(N)",
          "TRUNCATE(N, I)",
          "MOD(N, N)",
          "TRY_CAST(S AS #)",
          "CAST(N AS #)",
          "CASE WHEN B THEN N ELSE N END",
          "IF(B, N, N)",
          "COALESCE(N, N)",
          "NULLIF(N, N)",
          "GREATEST(N, N)",
          "LEAST(N, N)",
          "r.x",
          "mp[S]",
          "ai[I]",
          "ar[I].n",
          "EXTRACT(% FROM T)",
          "TIMESTAMPDIFF(%, T, T)",
          "CHAR_LENGTH(S)",
          "CARDINALITY(A)",
          "aa[I][I]",
          "r.q.w",
          "ELEMENT(A)",
          "POSITION(S IN S)"
        });
    FORMS.put('I', new String[] {"(I + I)", "CARDINALITY(A)", "CHAR_LENGTH(S)", "CAST(N AS INT)"});
    FORMS.put(
        'S',
        new String[] {
          "(S || S)",
          "CAST(N AS STRING)",
          "CAST(T AS STRING)",
          "CAST(B AS STRING)",
          "UPPER(S)",
          "CASE WHEN B THEN S WHEN B THEN S END",
          "COALESCE(S, S)",
          "NULLIF(S, S)",
          "ass[I]",
          "mi[N]",
          "r.y",
          "ar[I].w",
          "TRIM(LEADING S FROM S)",
          "OVERLAY(S PLACING S FROM I FOR I)",
          "SUBSTRING(S FROM I FOR I)",
          "JSON_VALUE(S, '$.a')",
          "JSON_QUERY(S, '$.a')",
          "DATE_FORMAT(T, 'yyyy')",
          "GREATEST(S, S)",
          "MAP_VALUES(mi)[I]",
          "CAST(S AS #)",
          "CAST(Y AS STRING)",
          "IF(B, S, S)"
        });
    FORMS.put(
        'B',
        new String[] {
          "(N = N)",
          "(N < N)",
          "(N <> N)",
          "(S = S)",
          "(S >= S)",
          "(T < T)",
          "(T = T)",
          "(A = A)",
          "(Y = Y)",
          "(R = R)",
          "(M = M)",
          "(B AND B)",
          "(B OR B)",
          "(NOT B)",
          "(N IS NULL)",
          "(S IS NOT NULL)",
          "(B IS TRUE)",
          "(B IS NOT FALSE)",
          "(B IS UNKNOWN)",
          "(N IS DISTINCT FROM N)",
          "(S IS NOT DISTINCT FROM S)",
          "(N IN (N, N, N))",
          "(S NOT IN (S, S))",
          "(N BETWEEN N AND N)",
          "(S BETWEEN SYMMETRIC S AND S)",
          "(T BETWEEN T AND T)",
          "(S LIKE 'a%')",
          "(S LIKE S)",
          "(S NOT LIKE S ESCAPE '!')",
          "(S SIMILAR TO '[a-c]+')",
          "(S IS JSON)",
          "(S IS NOT JSON OBJECT)",
          "JSON_EXISTS(S, '$.a')",
          "ARRAY_CONTAINS(A, N)",
          "CAST(S AS BOOLEAN)",
          "(B = B)",
          "(T IN (T, T))",
          "(R IS NULL)"
        });
    FORMS.put(
        'T',
        new String[] {
          "(T + V)",
          "(T - V)",
          "FLOOR(T TO %)",
          "CEIL(T TO %)",
          "TIMESTAMPADD(%, I, T)",
          "CAST(T AS #)",
          "CAST(S AS TIMESTAMP(3))",
          "TRY_CAST(S AS DATE)",
          "COALESCE(T, T)",
          "CASE WHEN B THEN T ELSE T END",
          "GREATEST(T, T)",
          "TO_DATE(S)",
          "TO_TIMESTAMP(S)",
          "TO_TIMESTAMP_LTZ(N, 3)",
          "NULLIF(T, T)"
        });
    FORMS.put('V', new String[] {"(V + V)", "-V", "((T - T) DAY)", "(V * I)"});
    FORMS.put(
        'Y',
        new String[] {
          "CAST(S AS BYTES)", "COALESCE(Y, Y)", "CASE WHEN B THEN Y END", "ENCODE(S, 'UTF-8')"
        });
    FORMS.put(
        'A',
        new String[] {
          "ARRAY[N, N]",
          "ARRAY[S, S]",
          "ARRAY[T]",
          "ARRAY[A, A]",
          "COALESCE(A, A)",
          "IF(B, A, A)",
          "CASE WHEN B THEN A ELSE A END",
          "MAP_VALUES(M)",
          "MAP_KEYS(M)",
          "MAP_ENTRIES(M)",
          "SPLIT(S, S)",
          "aa[I]",
          "CAST(A AS ARRAY<BIGINT>)",
          "CAST(A AS ARRAY<STRING>)"
        });
    FORMS.put(
        'M',
        new String[] {
          "MAP[S, N]", "MAP[N, S, N, S]", "COALESCE(M, M)", "IF(B, M, M)", "MAP[S, A]"
        });
    FORMS.put('R', new String[] {"ROW(N, S)", "COALESCE(R, R)", "CASE WHEN B THEN R ELSE R END"});
  }

  private final Random random;
  private final List<String> functions = new ArrayList<>();

  public RandomSql(Random random, List<FunctionDescriptor> known) {
    this.random = random;
    for (FunctionDescriptor function : known) {
      for (String signature : function.signatures()) {
        Matcher matcher = SIGNATURE.matcher(signature);
        if (matcher.matches()) {
          functions.add(matcher.group(1) + "(" + kinds(matcher.group(2)) + ")");
        }
      }
    }
  }

  /** The letters of the arguments' kinds. */
  private static String kinds(String arguments) {
    String types = arguments.replaceAll("<[^>]*>", "").replaceAll("\\s*\\[.*?]", "");
    List<String> letters = new ArrayList<>();
    for (String type : types.isEmpty() ? new String[0] : types.split(", ")) {
      letters.add(letter(type));
    }
    return String.join(", ", letters);
  }

  private static String letter(String type) {
    switch (type) {
      case "STRING":
        return "S";
      case "INT":
        return "I";
      case "BYTES":
        return "Y";
      case "BOOLEAN":
        return "B";
      case "ARRAY":
        return "A";
      case "MAP":
        return "M";
      case "time":
      case "TIME POINT":
        return "T";
      case "unit":
        return "%";
      case "T":
      case "O":
      case "...":
        return "?";
      default:
        return "N";
    }
  }

  public String expression(int depth) {
    return of(KINDS.charAt(random.nextInt(KINDS.length())), depth);
  }

  /** Mostly of the kind. */
  public String of(char kind, int depth) {
    char made = random.nextInt(30) == 0 ? KINDS.charAt(random.nextInt(KINDS.length())) : kind;
    if (depth == 0 || random.nextInt(6) == 0) {
      return one(ATOMS.getOrDefault(made, new String[0]));
    }
    String form =
        random.nextInt(4) == 0
            ? functions.get(random.nextInt(functions.size()))
            : one(FORMS.getOrDefault(made, new String[0]));
    StringBuilder sql = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < form.length(); i++) {
      char c = form.charAt(i);
      quoted ^= c == '\'';
      boolean alone =
          !quoted
              && (i == 0 || !isWord(form.charAt(i - 1)))
              && (i + 1 == form.length() || !isWord(form.charAt(i + 1)));
      // Between blanks it is the operator.
      boolean unit = c == '%' && (form.charAt(i - 1) != ' ' || form.startsWith("%)", i));
      if (alone && unit) {
        sql.append(one(UNITS));
      } else if (alone && c == '#') {
        sql.append(TYPES.get(random.nextInt(TYPES.size())));
      } else if (alone && c == '?') {
        sql.append(expression(depth - 1));
      } else if (alone && ATOMS.containsKey(c)) {
        sql.append(of(c, depth - 1));
      } else {
        sql.append(c);
      }
    }
    return sql.toString();
  }

  private static boolean isWord(char c) {
    return Character.isLetterOrDigit(c) || c == '_';
  }

  private String one(String[] texts) {
    return texts[random.nextInt(texts.length)];
  }
}
