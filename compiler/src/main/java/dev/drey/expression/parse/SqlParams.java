// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.parse;

import dev.drey.expression.type.SqlTypes;
import dev.drey.source.LocatedText;
import dev.drey.source.ParamUse;
import dev.drey.type.DataType;
import dev.drey.type.DataTypeParser;
import dev.drey.type.TypeSyntaxException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.util.DateString;
import org.apache.calcite.util.NlsString;
import org.apache.calcite.util.TimeString;
import org.apache.calcite.util.TimestampString;
import org.jspecify.annotations.Nullable;

/**
 * The parameters in one expression. In the text for Calcite's parser each gives way to an
 * identifier of the same length, so places stay and a value is never read as SQL; the typed
 * expression has a literal of the declared type there.
 */
public final class SqlParams {
  /** A letter that no keyboard has. */
  private static final char FENCE = '\u01c1';

  private final String masked;
  private final Map<String, ParamUse> uses = new HashMap<>();

  SqlParams(LocatedText located) {
    String text = located.text();
    StringBuilder masking = new StringBuilder(text);
    for (ParamUse use : located.params()) {
      String name = "$" + FENCE + text.substring(use.from() + 2, use.to() - 1) + FENCE;
      uses.put(name, use);
      masking.replace(use.from(), use.to(), name);
    }
    this.masked = masking.toString();
  }

  /** The text for the parser. */
  String masked() {
    return masked;
  }

  /** The literal that the identifier stands for; null where it is an identifier as any other. */
  public @Nullable RexNode literal(SqlIdentifier identifier, RexBuilder rexBuilder) {
    ParamUse use = uses.get(identifier.names.get(0));
    return use == null || identifier.isComponentQuoted(0) ? null : literal(use, rexBuilder);
  }

  private static RexNode literal(ParamUse use, RexBuilder rexBuilder) {
    DataType type = type(use);
    SqlTypes types = (SqlTypes) rexBuilder.getTypeFactory();
    Optional<String> value = use.value();
    if (value.isEmpty()) {
      return rexBuilder.makeNullLiteral(types.toRel(type.withNullable(true)));
    }
    RelDataType rel = types.toRel(type.notNull());
    return rexBuilder.makeLiteral(value(value.get(), type, rel), rel, false, false);
  }

  private static DataType type(ParamUse use) {
    try {
      return DataTypeParser.parse(use.type());
    } catch (TypeSyntaxException e) {
      throw new IllegalStateException(use.type(), e);
    }
  }

  private static Object value(String text, DataType type, RelDataType rel) {
    switch (type.kind()) {
      case BOOLEAN:
        return Boolean.valueOf(text);
      case TINYINT:
      case SMALLINT:
      case INT:
      case BIGINT:
      case DECIMAL:
      case DOUBLE:
        return new BigDecimal(text);
      case FLOAT:
        return new BigDecimal(String.valueOf(Float.parseFloat(text)));
      case DATE:
        return DateString.fromDaysSinceEpoch((int) LocalDate.parse(text).toEpochDay());
      case TIME:
        return TimeString.fromMillisOfDay((int) (LocalTime.parse(text).toNanoOfDay() / 1_000_000));
      case TIMESTAMP:
        return timestamp(LocalDateTime.parse(text.replace(' ', 'T')).toInstant(ZoneOffset.UTC));
      case TIMESTAMP_LTZ:
        return timestamp(OffsetDateTime.parse(text.replace(' ', 'T')).toInstant());
      default:
        return new NlsString(
            text, rel.getCharset() == null ? null : rel.getCharset().name(), rel.getCollation());
    }
  }

  private static TimestampString timestamp(Instant instant) {
    return TimestampString.fromMillisSinceEpoch(instant.toEpochMilli());
  }
}
