// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The spellings that {@link ForeignSql} knows. Of two that begin at one place the first counts. */
final class ForeignSqlList {
  /** Begins where a word begins and gives nothing back, so that a long word is read once. */
  private static final String OPERAND =
      "(?<operand>(?<!\\w)(?:[A-Za-z_]\\w*+(?:\\.\\w++)*+)?\\([^()]*\\)"
          + "|(?<![\\w.])[A-Za-z_]\\w*+(?:\\.\\w++)*+|(?<![\\w.])[0-9.]++)";

  private static final String NAME = "(?<operand>(?<!\\w)[A-Za-z_]\\w*+)";
  private static final String PART = "(?<part>'[^']*'|[A-Za-z_]\\w*+|[0-9.]++)";
  private static final String NOTHING = "(?:NULL|NONE|NIL|UNDEFINED)\\b";
  private static final String PARAM = "a parameter is written `${name}`";
  private static final String REGEXP = "a regular expression is a function of Flink's SQL";
  private static final String ALONE = "an expression stands alone";
  private static final String IS = "whether there is a value is told by IS";
  private static final String TYPE =
      "(?<type>[A-Za-z]+(?:\\s*\\([0-9, ]+\\))?(?:<[A-Za-z0-9, ]+>)?)";

  private static final Map<String, String> UNITS =
      Map.of(
          "SECOND", "s|sec|secs|seconds?",
          "MINUTE", "m|min|mins|minutes?",
          "HOUR", "h|hr|hrs|hours?",
          "DAY", "d|days?");

  static final List<ForeignSql> ALL = all();

  private ForeignSqlList() {}

  private static List<ForeignSql> all() {
    List<ForeignSql> all = new ArrayList<>();
    all.addAll(operators());
    all.addAll(nothing());
    all.addAll(words());
    all.addAll(calls());
    all.addAll(values());
    all.addAll(times());
    return List.copyOf(all);
  }

  private static ForeignSql of(String theirs, String message, String ours) {
    return ForeignSql.of(theirs, message, ours);
  }

  private static List<ForeignSql> operators() {
    return List.of(
        of("&&", "`&&` is AND in SQL", "AND"),
        of("≥", "`≥` is >= in SQL", ">="),
        of("≤", "`≤` is <= in SQL", "<="),
        of("≠", "`≠` is <> in SQL", "<>"),
        of("<=>", "`<=>` is IS NOT DISTINCT FROM in SQL", "IS NOT DISTINCT FROM"),
        of("=<", "`=<` is <= in SQL", "<="),
        of("(?<![<>!=])=>", "`=>` is >= in SQL", ">="),
        of(">\\s+=", "`>=` is one word in SQL", ">="),
        of("<\\s+=", "`<=` is one word in SQL", "<="),
        of("<\\s+>", "`<>` is one word in SQL", "<>"),
        of("!(?![=\\s])", "`!` is NOT in SQL", "NOT "),
        of(
            OPERAND + "\\s*\\*\\*\\s*" + PART,
            "a power is a function of SQL",
            "POWER(${operand}, ${part})"),
        of(
            OPERAND + "\\s*\\?\\?\\s*" + PART,
            "a value in place of NULL is a function of SQL",
            "COALESCE(${operand}, ${part})"),
        of(
            NAME + "\\s*@>\\s*(?<text>'[^']*'|\\w+)",
            "whether an array holds a value is a function of SQL",
            "ARRAY_CONTAINS(${operand}, ${text})"),
        of(OPERAND + "\\s*~\\*?\\s*(?<text>'[^']*')", REGEXP, "REGEXP(${operand}, ${text})"),
        of(OPERAND + "\\s*::\\s*" + TYPE, "`::` is CAST in SQL", "CAST(${operand} AS ${type})"),
        of(
            NAME + "\\s*->>?\\s*'(?<path>\\w+)'",
            "a field of a JSON text is a function of SQL",
            "JSON_VALUE(${operand}, '\\$.${path}')"),
        of(
            NAME + ":(?<path>[A-Za-z_]\\w*+)(?!:)",
            "a field of a JSON text is a function of SQL",
            "JSON_VALUE(${operand}, '\\$.${path}')"));
  }

  private static List<ForeignSql> nothing() {
    return List.of(
        of(OPERAND + "\\s*={1,3}\\s*" + NOTHING, IS, "${operand} IS NULL"),
        of(OPERAND + "\\s*(?:!==?|<>)\\s*" + NOTHING, IS, "${operand} IS NOT NULL"),
        of("\\bIS\\s+(?:NONE|NIL|UNDEFINED)\\b", IS, "IS NULL"),
        of("\\bIS\\s+NOT\\s+(?:NONE|NIL|UNDEFINED)\\b", IS, "IS NOT NULL"),
        of(OPERAND + "\\s+ISNULL\\b", IS, "${operand} IS NULL"),
        of(OPERAND + "\\s+NOTNULL\\b", IS, "${operand} IS NOT NULL"),
        of(NAME + "\\s+NOT\\s+NULL", "a test of NULL has the word IS", "${operand} IS NOT NULL"),
        of(
            "\\bIS\\s+NOT\\s+(?<text>'[^']*'|[0-9.]++)",
            "two values are compared by <>",
            "<> ${text}"),
        of("\\bIS\\s+(?<text>'[^']*'|[0-9.]++)", "two values are compared by =", "= ${text}"),
        // Only what is left: of a comparison with NULL the one above tells more.
        of("===", "`===` is a single = in SQL", "="),
        of("!==", "`!==` is <> in SQL", "<>"),
        of("(?<![<>!=])==(?!=)", "`==` is a single = in SQL", "="));
  }

  private static List<ForeignSql> words() {
    return List.of(
        of(
            "^\\s*IF\\s+(?<if>.+?)\\s+THEN\\s+(?<then>.+?)\\s+ELSE\\s+(?<else>.+?)(?:\\s+END)?\\s*$",
            "IF with THEN is CASE in SQL",
            "CASE WHEN ${if} THEN ${then} ELSE ${else} END"),
        of("^\\s*(?:SELECT|WHERE|RETURN|IF|FILTER|HAVING|AND|OR)(?=\\s+[^\\s(])", ALONE, ""),
        of("\\b(?<word>AND|OR)\\s+(?:AND|OR)\\b", "one word joins two conditions", "${word}"),
        of(",\\s*$", ALONE, ""),
        of(
            "\\bCASE\\s+(?!WHEN\\b)(?<if>[^']{1,100}?)\\s+THEN\\b(?!.{0,200}\\bWHEN\\b)",
            "a condition of CASE has the word WHEN",
            "CASE WHEN ${if} THEN"),
        of(
            "BETWEEN\\s+(?<from>[^\\s,()]+)\\s*,\\s*(?<to>[^\\s,()]+)",
            "BETWEEN has AND between its bounds",
            "BETWEEN ${from} AND ${to}"),
        of(
            "\\bIN\\s*\\[(?<list>[^\\]\\[]*)]",
            "the list of IN stands in parentheses",
            "IN (${list})"),
        of(
            OPERAND + "\\s+ILIKE\\s+(?<text>'[^']*')",
            "SQL of Flink has no ILIKE",
            "LOWER(${operand}) LIKE LOWER(${text})"),
        of(
            OPERAND + "\\s+(?:RLIKE|REGEXP|MATCHES)\\s+(?<text>'[^']*')",
            REGEXP,
            "REGEXP(${operand}, ${text})"),
        of(
            OPERAND + "\\s+(?:STARTS?|BEGINS?)\\s*WITH\\s+(?<text>'[^']*')",
            "how a text starts is a function of Flink's SQL",
            "STARTSWITH(${operand}, ${text})"),
        of(
            OPERAND + "\\s+ENDS?\\s*WITH\\s+(?<text>'[^']*')",
            "how a text ends is a function of Flink's SQL",
            "ENDSWITH(${operand}, ${text})"),
        of(
            OPERAND + "\\s+DIV\\s+(?<right>\\w+)",
            "integer division is `/` between integers",
            "${operand} / ${right}"),
        of(
            OPERAND + "\\s+MOD\\s+(?<right>\\w+)",
            "the remainder is a function, or %",
            "MOD(${operand}, ${right})"),
        of(
            "\\bCOUNT\\s+DISTINCT\\s+(?<operand>[A-Za-z_]\\w*)",
            "DISTINCT stands within the parentheses of COUNT",
            "COUNT(DISTINCT ${operand})"),
        of(
            "(?<=\\))\\s*\\bWHERE\\s+(?<if>.+)$",
            "a condition of an aggregate stands in FILTER",
            " FILTER (WHERE ${if})"));
  }

  private static List<ForeignSql> calls() {
    return List.of(
        of(
            "\\bCONTAINS\\s*\\(\\s*(?<operand>\\w+)\\s*,\\s*(?<text>'[^']*'|\\w+)\\s*\\)",
            "whether a text holds another is told by POSITION",
            "POSITION(${text} IN ${operand}) > 0"),
        of(
            "(?<operand>(?<![\\w.])[A-Za-z_]\\w*+)\\.contains\\(\\s*(?<text>'[^']*'|\\w+)\\s*\\)",
            "a value has no methods in SQL, and an array is asked by ARRAY_CONTAINS",
            "ARRAY_CONTAINS(${operand}, ${text})"),
        of(
            "\\b(?:CAST|TRY_CAST)\\s*\\(\\s*(?<operand>[^,()]+?)\\s*,\\s*'?" + TYPE + "'?\\s*\\)",
            "CAST has the word AS before the type",
            "CAST(${operand} AS ${type})"),
        of(
            "(?<!\\bAS )\\b(?<type>INT|INTEGER|BIGINT|SMALLINT|DOUBLE|FLOAT|DECIMAL|BOOLEAN|VARCHAR)"
                + "\\s*\\(\\s*(?<operand>[A-Za-z_]\\w*)\\s*\\)",
            "another type is told by CAST in SQL",
            "CAST(${operand} AS ${type})"),
        of(
            "DATEDIFF\\s*\\(\\s*(?<unit>YEAR|MONTH|DAY|HOUR|MINUTE|SECOND)\\s*,",
            "the difference of two times is TIMESTAMPDIFF in SQL",
            "TIMESTAMPDIFF(${unit},"),
        of(
            "DATEADD\\s*\\(\\s*(?<unit>YEAR|MONTH|DAY|HOUR|MINUTE|SECOND)\\s*,",
            "a moved time is TIMESTAMPADD in SQL",
            "TIMESTAMPADD(${unit},"),
        of(
            "\\bEXTRACT\\s*\\(\\s*'?(?<unit>[A-Za-z]+)'?\\s*(?:,|(?<=')\\s*FROM\\b)",
            "EXTRACT has the unit as a word, and FROM behind it",
            "EXTRACT(${unit} FROM"),
        of(
            NAME + "\\[0?:(?<to>[0-9]+)]",
            "a part of a text is a function of SQL",
            "SUBSTRING(${operand}, 1, ${to})"),
        of(
            "\\b(?:row|record|event|value)\\['(?<name>\\w+)'\\]",
            "a column stands alone, by its name",
            "${name}"));
  }

  private static List<ForeignSql> values() {
    return List.of(
        of("[‘’“”](?<text>[^‘’“”]*)[‘’“”]", "a text stands in straight quotes", "'${text}'"),
        of(
            "(?<before>[=<>(,+*/-]|\\bAND|\\bOR)\\s*:(?<name>[A-Za-z_]\\w*)",
            PARAM,
            "${before} \\${${name}}"),
        of("\\{\\{\\s*(?<name>[A-Za-z_]\\w*)\\s*}}", PARAM, "\\${${name}}"),
        of("\\$\\.(?<name>[A-Za-z_]\\w*)", "a column stands alone, by its name", "${name}"),
        of("(?<![\\w.])(?<a>[0-9]+)_(?<b>[0-9]{3})(?![0-9])", "digits stand together", "${a}${b}"),
        of(
            "(?<before>[=<>+*/-]\\s*)(?<a>[0-9]+),(?<b>[0-9]+)(?![\\w.,]|\\s*[,)])",
            "a number has a point, where a comma stands between values",
            "${before}${a}.${b}"),
        of("(?<![\\w.])(?<n>[0-9]+)k\\b", "a number is written out", "${n}000"),
        of(
            "(?<![\\w.])(?<n>[0-9]{2})\\s*%(?=\\s*(?:$|\\)|AND\\b|OR\\b))",
            "a part of a hundred is a number", "0.${n}"),
        of(
            "(?<![\\w.])(?<n>[0-9])\\s*%(?=\\s*(?:$|\\)|AND\\b|OR\\b))",
            "a part of a hundred is a number", "0.0${n}"),
        of(
            "\"(?<text>[^\"]*)\"",
            "a text stands in single quotes, a column's name in back-ticks",
            "'${text}'"));
  }

  private static List<ForeignSql> times() {
    List<ForeignSql> all = new ArrayList<>();
    UNITS.forEach(
        (unit, theirs) -> {
          all.add(
              of(
                  "\\bINTERVAL\\s+'(?<n>[0-9]+)\\s*(?:" + theirs + ")'",
                  "the unit of an interval stands behind the quotes",
                  "INTERVAL '${n}' " + unit));
          all.add(
              of(
                  "(?<before>[+-]\\s*)(?<n>[0-9]+)\\s?(?:" + theirs + ")\\b",
                  "a length of time is an INTERVAL in SQL",
                  "${before}INTERVAL '${n}' " + unit));
        });
    all.add(
        of(
            "\\bINTERVAL\\s+(?<n>'[0-9]+')(?!\\s*[A-Za-z'(])",
            "an interval has a unit, such as MINUTE",
            "INTERVAL ${n} MINUTE"));
    all.add(
        of(
            "\\b(?<type>DATE|TIMESTAMP|TIME)\\s+(?<text>[0-9][0-9:.T -]*[0-9])",
            "a constant time stands in quotes",
            "${type} '${text}'"));
    all.add(
        of(
            OPERAND + "\\s+AT\\s+TIME\\s+ZONE\\s+(?<zone>'[^']*')",
            "a time of a zone is a text in Flink's SQL",
            "CONVERT_TZ(DATE_FORMAT(${operand}, 'yyyy-MM-dd HH:mm:ss'), 'UTC', ${zone})"));
    return all;
  }
}
