// SPDX-License-Identifier: Apache-2.0
package dev.drey.type;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads a Flink SQL type text, such as {@code DECIMAL(12, 2) NOT NULL} or {@code ROW<id BIGINT,
 * tags ARRAY<STRING>>}. Keywords in any letter case; an identifier that is no keyword is asked of
 * the resolver of named types. It is a recursive descent over the tokens; the first problem ends
 * it.
 */
public final class DataTypeParser {
  private static final String KNOWN =
      "types are BOOLEAN, TINYINT, SMALLINT, INT, BIGINT, FLOAT, DOUBLE, DECIMAL(p, s), STRING,"
          + " CHAR(n), VARCHAR(n), BYTES, DATE, TIME, TIMESTAMP(3), TIMESTAMP_LTZ(3), ARRAY<T>,"
          + " MAP<K, V> and ROW<name T, ...>";

  /** Types within each other: each takes stack wherever a type is walked. */
  private static final int DEEPEST = 64;

  private final TypeTokens tokens;
  private final Function<String, Optional<DataType>> named;
  private int depth;

  private DataTypeParser(String text, Function<String, Optional<DataType>> named) {
    this.tokens = new TypeTokens(text);
    this.named = named;
  }

  /** A type without named types in it. */
  public static DataType parse(String text) throws TypeSyntaxException {
    return parse(text, name -> Optional.empty());
  }

  /**
   * @param named the type that a name stands for; its nullability is that of the whole, which a NOT
   *     NULL behind the name takes away
   */
  public static DataType parse(String text, Function<String, Optional<DataType>> named)
      throws TypeSyntaxException {
    DataTypeParser parser = new DataTypeParser(text, named);
    DataType type = parser.type();
    if (!parser.tokens.atEnd()) {
      String rest = parser.tokens.text();
      boolean required = rest.equals("!") || rest.equalsIgnoreCase("REQUIRED");
      throw parser.tokens.problem(
          "`" + rest + "` does not belong to a type",
          required ? "write `" + type.withNullable(true) + " NOT NULL`" : "write `" + type + "`");
    }
    return type;
  }

  private DataType type() throws TypeSyntaxException {
    if (++depth > DEEPEST) {
      throw tokens.problem(
          "types are nested more than " + DEEPEST + " deep here", "keep what is inside as STRING");
    }
    DataType type = suffixes(nullability(bare()));
    depth--;
    return type;
  }

  /** {@code INT ARRAY}, the SQL standard's form. */
  private DataType suffixes(DataType type) throws TypeSyntaxException {
    DataType result = type;
    for (int levels = depth; tokens.acceptWord("ARRAY"); levels++) {
      if (levels > DEEPEST) {
        throw tokens.problem(
            "types are nested more than " + DEEPEST + " deep here",
            "keep what is inside as STRING");
      }
      result = nullability(DataType.array(result));
    }
    return result;
  }

  private DataType nullability(DataType type) throws TypeSyntaxException {
    if (tokens.acceptWord("NOT")) {
      if (!tokens.acceptWord("NULL")) {
        throw tokens.problem("NULL is missing after NOT", "write NOT NULL");
      }
      return type.notNull();
    }
    tokens.acceptWord("NULL");
    return type;
  }

  private DataType bare() throws TypeSyntaxException {
    if (tokens.atEnd()) {
      throw tokens.problem("a type is missing here", KNOWN);
    }
    if (!tokens.isWord()) {
      throw tokens.problem("`" + tokens.text() + "` stands where a type must stand", KNOWN);
    }
    int from = tokens.from();
    int to = tokens.to();
    String word = tokens.text();
    boolean quoted = tokens.isQuoted();
    String name = tokens.next();
    if (!quoted) {
      Optional<DataType> builtIn = builtIn(word.toUpperCase(Locale.ROOT), from, to);
      if (builtIn.isPresent()) {
        return builtIn.get();
      }
    }
    Optional<DataType> type = named.apply(name);
    if (type.isEmpty()) {
      throw new TypeSyntaxException(from, to, "there is no type `" + name + "`", help(word));
    }
    return type.get();
  }

  private static String help(String word) {
    switch (word.toUpperCase(Locale.ROOT)) {
      case "TEXT":
      case "STR":
        return "write STRING";
      case "LONG":
      case "INT64":
        return "write BIGINT";
      case "INT32":
      case "INT16":
        return "write INT";
      case "FLOAT64":
      case "REAL":
        return "write DOUBLE";
      case "FLOAT32":
        return "write FLOAT";
      case "BLOB":
      case "BYTEA":
        return "write BYTES";
      case "NVARCHAR":
      case "UUID":
      case "CHARACTER":
      case "JSON":
        return "write STRING";
      case "TIMESTAMPTZ":
      case "INSTANT":
        return "write TIMESTAMP_LTZ(3)";
      case "SHORT":
        return "write SMALLINT";
      case "BYTE":
        return "write TINYINT for a number, BYTES for binary data";
      case "BOOL":
        return "write BOOLEAN";
      case "NUMBER":
        return "write DECIMAL(p, s), DOUBLE or BIGINT";
      case "DATETIME":
        return "write TIMESTAMP(3), or TIMESTAMP_LTZ(3) for an instant";
      case "OBJECT":
      case "STRUCT":
        return "write ROW<name T, ...>";
      case "LIST":
        return "write ARRAY<T>";
      default:
        return KNOWN;
    }
  }

  private Optional<DataType> builtIn(String word, int from, int to) throws TypeSyntaxException {
    switch (word) {
      case "BOOLEAN":
        return Optional.of(DataType.of(TypeKind.BOOLEAN));
      case "TINYINT":
        return Optional.of(DataType.of(TypeKind.TINYINT));
      case "SMALLINT":
        return Optional.of(DataType.of(TypeKind.SMALLINT));
      case "INT":
      case "INTEGER":
        return Optional.of(DataType.of(TypeKind.INT));
      case "BIGINT":
        return Optional.of(DataType.of(TypeKind.BIGINT));
      case "FLOAT":
        return Optional.of(DataType.of(TypeKind.FLOAT));
      case "DOUBLE":
        tokens.acceptWord("PRECISION");
        return Optional.of(DataType.of(TypeKind.DOUBLE));
      case "DECIMAL":
      case "DEC":
      case "NUMERIC":
        return Optional.of(decimal());
      case "STRING":
        return Optional.of(DataType.string());
      case "BYTES":
        return Optional.of(DataType.bytes());
      case "CHAR":
        return Optional.of(sized(TypeKind.CHAR, 1));
      case "VARCHAR":
        return Optional.of(sized(TypeKind.VARCHAR, DataType.UNBOUNDED));
      case "BINARY":
        return Optional.of(sized(TypeKind.BINARY, 1));
      case "VARBINARY":
        return Optional.of(sized(TypeKind.VARBINARY, DataType.UNBOUNDED));
      case "DATE":
        return Optional.of(DataType.of(TypeKind.DATE));
      case "TIME":
        return Optional.of(time());
      case "TIMESTAMP":
      case "TIMESTAMP_LTZ":
        return Optional.of(timestamp(word, from, to));
      case "ARRAY":
      case "MAP":
      case "ROW":
        return Optional.of(nested(word));
      case "MULTISET":
      case "RAW":
      case "INTERVAL":
        throw new TypeSyntaxException(from, to, "a column cannot have the type " + word, KNOWN);
      default:
        return Optional.empty();
    }
  }

  private DataType decimal() throws TypeSyntaxException {
    int from = tokens.from();
    if (!tokens.accept('(')) {
      return DataType.decimal(10, 0);
    }
    int precision = tokens.number("the number of digits", 1);
    int scale = tokens.accept(',') ? tokens.number("the number of digits after the point", 0) : 0;
    int to = tokens.to();
    tokens.expect(')', "DECIMAL(12, 2)");
    if (precision > 38) {
      throw new TypeSyntaxException(
          from, to, "a DECIMAL has at most 38 digits", "write it like DECIMAL(38, 2), or DOUBLE");
    }
    if (scale > precision) {
      throw new TypeSyntaxException(
          from,
          to,
          "a DECIMAL of " + precision + " digits cannot have " + scale + " after the point",
          "the first number counts all digits: DECIMAL(12, 2) has 10 before the point");
    }
    return DataType.decimal(precision, scale);
  }

  private DataType sized(TypeKind kind, int defaultLength) throws TypeSyntaxException {
    if (!tokens.accept('(')) {
      return DataType.sized(kind, defaultLength);
    }
    int length = tokens.number("a length", 1);
    tokens.expect(')', kind.sqlName() + "(" + length + ")");
    return DataType.sized(kind, length);
  }

  private DataType time() throws TypeSyntaxException {
    int precision = 0;
    if (tokens.accept('(')) {
      int from = tokens.from();
      int to = tokens.to();
      precision = tokens.number("the number of fractional digits", 0);
      tokens.expect(')', "TIME(3)");
      if (precision > 3) {
        throw milliseconds(from, to, "TIME(" + precision + ")", "TIME(3)");
      }
    }
    zone(false);
    return DataType.sized(TypeKind.TIME, precision);
  }

  private DataType timestamp(String word, int from, int to) throws TypeSyntaxException {
    boolean local = word.equals("TIMESTAMP_LTZ");
    if (!tokens.accept('(')) {
      local = zone(!local) || local;
      String right = local ? "TIMESTAMP_LTZ(3)" : "TIMESTAMP(3)";
      throw new TypeSyntaxException(
          from,
          to,
          word + " without a precision means microseconds, and Drey keeps milliseconds",
          "write " + right);
    }
    int digitFrom = tokens.from();
    int digitTo = tokens.to();
    int precision = tokens.number("the number of fractional digits", 0);
    tokens.expect(')', word + "(3)");
    if (precision > 3) {
      throw milliseconds(digitFrom, digitTo, word + "(" + precision + ")", word + "(3)");
    }
    local = zone(!local) || local;
    return DataType.sized(local ? TypeKind.TIMESTAMP_LTZ : TypeKind.TIMESTAMP, precision);
  }

  private static TypeSyntaxException milliseconds(int from, int to, String wrong, String right) {
    return new TypeSyntaxException(
        from, to, wrong + " is finer than the milliseconds that Drey keeps", "write " + right);
  }

  /** {@code WITH LOCAL TIME ZONE} or {@code WITHOUT TIME ZONE}; whether the former. */
  private boolean zone(boolean allowed) throws TypeSyntaxException {
    int from = tokens.from();
    if (tokens.acceptWord("WITHOUT")) {
      words("TIME", "ZONE");
      return false;
    }
    if (!tokens.acceptWord("WITH")) {
      return false;
    }
    if (!tokens.acceptWord("LOCAL") || !allowed) {
      throw new TypeSyntaxException(
          from,
          tokens.to(),
          "a time with a zone of its own does not exist here",
          "write TIMESTAMP_LTZ(3) for an instant, which is shown in UTC");
    }
    words("TIME", "ZONE");
    return true;
  }

  private void words(String... expected) throws TypeSyntaxException {
    for (String word : expected) {
      if (!tokens.acceptWord(word)) {
        throw tokens.problem(word + " is missing here", "write " + word);
      }
    }
  }

  private DataType nested(String word) throws TypeSyntaxException {
    char close = '>';
    if (word.equals("ROW") && tokens.accept('(')) {
      close = ')';
    } else {
      tokens.expect('<', word.equals("ROW") ? "ROW<id BIGINT>" : word + "<STRING>");
    }
    switch (word) {
      case "ARRAY":
        DataType element = type();
        tokens.expect('>', "ARRAY<STRING>");
        return DataType.array(element);
      case "MAP":
        DataType key = type();
        tokens.expect(',', "MAP<STRING, BIGINT>");
        DataType value = type();
        tokens.expect('>', "MAP<STRING, BIGINT>");
        return DataType.map(key, value);
      default:
        return DataType.row(RowType.of(fields(close)));
    }
  }

  private List<Field> fields(char close) throws TypeSyntaxException {
    List<Field> fields = new ArrayList<>();
    do {
      int from = tokens.from();
      int to = tokens.to();
      if (!tokens.isWord()) {
        throw tokens.problem("a field's name is missing here", "write ROW<id BIGINT, name STRING>");
      }
      String name = tokens.next();
      if (fields.stream().anyMatch(field -> field.name().equals(name))) {
        throw new TypeSyntaxException(
            from, to, "the field `" + name + "` is there twice", "give one of them another name");
      }
      fields.add(Field.of(name, type()));
    } while (tokens.accept(','));
    tokens.expect(close, "ROW<id BIGINT, name STRING>");
    return fields;
  }
}
