// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.value;

import java.util.List;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.jspecify.annotations.Nullable;

/** JSON_OBJECT, whose operands are keys and values in turn, JSON_ARRAY and JSON_STRING. */
public final class JsonMaker extends SqlFunction {
  private final boolean absent;
  private final List<Boolean> raw;

  private JsonMaker(String name, boolean absent, List<Boolean> raw) {
    super(
        name, SqlKind.OTHER_FUNCTION, null, null, null, SqlFunctionCategory.USER_DEFINED_FUNCTION);
    this.absent = absent;
    this.raw = List.copyOf(raw);
  }

  /**
   * @param absent whether what is NULL is left out
   * @param raw of each operand whether its text is JSON already
   */
  public static JsonMaker of(String name, boolean absent, List<Boolean> raw) {
    return new JsonMaker(name, absent, raw);
  }

  public boolean isObject() {
    return getName().equals("JSON_OBJECT");
  }

  public boolean isString() {
    return getName().equals("JSON_STRING");
  }

  public boolean leavesOutNull() {
    return absent;
  }

  public boolean isRaw(int operand) {
    return raw.get(operand);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof JsonMaker
        && getName().equals(((JsonMaker) other).getName())
        && absent == ((JsonMaker) other).absent
        && raw.equals(((JsonMaker) other).raw);
  }

  @Override
  public int hashCode() {
    return getName().hashCode() + raw.hashCode();
  }

  /** The call as SQL. */
  public String written(List<String> operands) {
    StringBuilder text = new StringBuilder(getName()).append('(');
    for (int i = 0; i < operands.size(); i++) {
      text.append(i == 0 ? "" : isObject() && i % 2 == 1 ? " VALUE " : ", ");
      text.append(operands.get(i));
    }
    boolean usual = isString() || absent != isObject();
    return text.append(usual ? ")" : (absent ? " ABSENT" : " NULL") + " ON NULL)").toString();
  }
}
