// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.function;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Calls of functions that there are not, written as what does the same here: the arguments take the
 * places of the words that {@link AbsentFunctions} has for them. Only where a function's arguments
 * mean the same in every dialect that has it.
 */
final class ForeignCalls {
  /**
   * The words of the help for the arguments, in their order; {@code @} is before a unit of time,
   * {@code #} before a whole number, {@code -} before one that counts from 1 and here from 0.
   */
  private static final Map<String, List<String>> WORDS = new HashMap<>();

  static {
    put("x y", "NVL", "POW");
    put("x condition", "SUM_IF", "SUMIF");
    put("x y z", "NVL2");
    put("x", "ZEROIFNULL", "TO_STRING", "STR", "SQUARE", "CBRT", "LOGE", "MEDIAN", "ISNULL");
    put("x", "ANY_VALUE", "ARBITRARY", "COUNT_DISTINCT", "MEAN", "AVERAGE");
    put("x", "APPROX_DISTINCT", "HLL_COUNT_DISTINCT", "STDEV", "TOTAL", "DATE");
    put("condition x y", "IIF");
    put("condition", "COUNT_IF", "COUNTIF");
    put("text", "LEN", "STRLEN", "UCASE", "LCASE", "SHA", "BASE64", "UNBASE64", "EPOCH");
    put("text", "IS_NUMERIC", "ISNUMERIC");
    put("part text", "CHARINDEX");
    put("text part", "STRPOS", "CONTAINS", "ENDS_WITH", "STARTS_WITH");
    put("text ','", "STRING_SPLIT", "STRING_TO_ARRAY");
    put("x ','", "STRING_AGG", "GROUP_CONCAT");
    put("n", "SPACE");
    put("text 'regular expression'", "REGEXP_LIKE", "RLIKE", "REGEXP_MATCHES", "REGEXP_SUBSTR");
    put("text '$.name'", "JSON_EXTRACT", "JSON_EXTRACT_SCALAR", "GET_JSON_OBJECT");
    put("array", "ARRAY_LENGTH", "ARRAY_SIZE", "SIZE", "SORT_ARRAY");
    put("array ','", "ARRAY_TO_STRING");
    put("map key", "MAP_CONTAINS_KEY");
    put("@DAY from to", "DATEDIFF");
    put("@HOUR time", "DATE_TRUNC", "DATE_PART", "DATEPART");
    put("text", "TO_NUMBER");
    put("x", "ISNOTNULL", "COLLECT_LIST");
    put("x", "LATEST_BY_OFFSET", "EARLIEST_BY_OFFSET");
    put("time interval", "TIMESTAMP_ADD", "TIMESTAMP_SUB", "DATETIME_ADD", "DATETIME_SUB");
    put("time #n", "DATE_ADD", "DATE_SUB", "ADDDATE", "SUBDATE");
    put("text ',' -0", "SPLIT_PART");
    put("text '$.name'", "EXTRACTJSONFIELD", "JSON_EXTRACT_STRING");
    put("number", "FROM_UNIXTIME_MILLIS", "TIMESTAMP_MILLIS", "TIMESTAMP_SECONDS");
    put("time", "DAY");
  }

  private ForeignCalls() {}

  private static void put(String words, String... names) {
    Matcher word = Pattern.compile("'[^']*'|\\S+").matcher(words);
    List<String> list = new ArrayList<>();
    while (word.find()) {
      list.add(word.group());
    }
    for (String name : names) {
      WORDS.put(name, list);
    }
  }

  /** What to write, with the arguments as written; empty where that cannot be told. */
  static Optional<String> instead(String name, List<String> arguments) {
    String help = AbsentFunctions.help(name);
    List<String> words = WORDS.get(name);
    boolean cut = arguments.stream().anyMatch(argument -> argument.endsWith("..."));
    Optional<String> pattern = ForeignPatterns.call(name, arguments);
    if (pattern.isPresent()) {
      return pattern;
    }
    if (help == null || words == null || cut || !fit(words, arguments)) {
      return Optional.empty();
    }
    Map<String, String> values = new HashMap<>();
    List<String> patterns = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      String word = words.get(i).replaceFirst("^[@#-]", "");
      values.put(word, value(words.get(i).charAt(0), arguments.get(i)));
      patterns.add(word.startsWith("'") ? Pattern.quote(word) : "\\b" + word + "\\b");
    }
    return Optional.of(
        Pattern.compile(String.join("|", patterns))
            .matcher(help.replaceFirst("^write ", "").replaceFirst(", or .*$", ""))
            .replaceAll(
                found -> Matcher.quoteReplacement(String.valueOf(values.get(found.group())))));
  }

  /** As many arguments as words, or fewer where what is left out has a value in the help. */
  private static boolean fit(List<String> words, List<String> arguments) {
    if (arguments.isEmpty() || arguments.size() > words.size()) {
      return false;
    }
    for (int i = 0; i < words.size(); i++) {
      char kind = words.get(i).charAt(0);
      boolean fits =
          i >= arguments.size()
              ? kind == '\''
              : kind == '@'
                  ? arguments.get(i).matches("'?[A-Za-z]+'?")
                  : kind == '#'
                      ? arguments.get(i).matches("[0-9]{1,9}")
                      : kind != '-' || arguments.get(i).matches("[1-9][0-9]{0,8}");
      if (!fits) {
        return false;
      }
    }
    return true;
  }

  private static String value(char kind, String argument) {
    switch (kind) {
      case '@':
        return argument.replace("'", "").toUpperCase(Locale.ROOT);
      case '-':
        return String.valueOf(Integer.parseInt(argument) - 1);
      default:
        return argument;
    }
  }
}
