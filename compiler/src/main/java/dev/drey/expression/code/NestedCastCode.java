// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.code;

import dev.drey.expression.runtime.NestedTexts;
import dev.drey.expression.runtime.Values;
import dev.drey.expression.type.CastRules;
import dev.drey.expression.type.Coercion;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql.type.SqlTypeUtil;

/**
 * Java for casts of ARRAY, MAP and ROW: each element, key, value and field by the cast of its type.
 * Values that are of the type already stay the same object.
 */
final class NestedCastCode {

  private final CastCode casts;
  private final ExpressionCode code;
  private final ClassSource source;
  private final CallCode calls;

  NestedCastCode(CastCode casts, ExpressionCode code, ClassSource source, CallCode calls) {
    this.casts = casts;
    this.code = code;
    this.source = source;
    this.calls = calls;
  }

  Term term(RelDataType from, RelDataType to, boolean safe, Term value, CodeBlock body) {
    if (same(from, to)) {
      return value;
    }
    String name = source.name("cast");
    boolean text = SqlTypeUtil.isCharacter(to);
    JavaType result = text ? JavaType.STRING : JavaType.of(to);
    source.method(
        "private "
            + result.text()
            + " "
            + name
            + "("
            + value.type().text()
            + " in) {\n"
            + (safe ? "try {\n" : "")
            + converted(from, to, text)
            + (safe ? "} catch (RuntimeException e) { return null; }\n" : "")
            + "}");
    return calls.strictTerm(result, List.of(value), name + "(" + value.value() + ")", safe, body);
  }

  private String converted(RelDataType from, RelDataType to, boolean text) {
    switch (from.getSqlTypeName()) {
      case ARRAY:
        return list(CastRules.element(from), text ? to : CastRules.element(to), text);
      case MAP:
        return map(from, to, text);
      default:
        return row(from, to, text);
    }
  }

  private String list(RelDataType from, RelDataType to, boolean text) {
    CodeBlock body = CodeBlock.ofMethod();
    body.line("java.util.ArrayList out = new java.util.ArrayList(in.size());");
    body.line("for (int i = 0; i < in.size(); i++) {");
    body.line("Object e = in.get(i);");
    body.line("out.add(" + element("e", from, to, text, body) + ");");
    body.line("}");
    return body.line(
            "return " + (text ? RuntimeCall.of(NestedTexts.class, "array", "out") : "out") + ";")
        .code();
  }

  private String map(RelDataType from, RelDataType to, boolean text) {
    CodeBlock body = CodeBlock.ofMethod();
    body.line("java.util.LinkedHashMap out = new java.util.LinkedHashMap();");
    body.line("java.util.Iterator each = in.entrySet().iterator();");
    body.line("while (each.hasNext()) {");
    body.line("java.util.Map.Entry entry = (java.util.Map.Entry) each.next();");
    body.line("Object k = entry.getKey();");
    body.line("Object e = entry.getValue();");
    String key = element("k", CastRules.key(from), text ? to : CastRules.key(to), text, body);
    String value = element("e", CastRules.value(from), text ? to : CastRules.value(to), text, body);
    body.line("out.put(" + key + ", " + value + ");");
    body.line("}");
    return body.line(
            "return " + (text ? RuntimeCall.of(NestedTexts.class, "map", "out") : "out") + ";")
        .code();
  }

  private String row(RelDataType from, RelDataType to, boolean text) {
    CodeBlock body = CodeBlock.ofMethod();
    List<RelDataTypeField> fields = from.getFieldList();
    List<String> values = new ArrayList<>();
    for (int i = 0; i < fields.size(); i++) {
      RelDataType target = text ? to : to.getFieldList().get(i).getType();
      body.line("Object f" + i + " = in[" + i + "];");
      values.add(element("f" + i, fields.get(i).getType(), target, text, body));
    }
    String array = "new Object[] {" + String.join(", ", values) + "}";
    return body.line(
            "return " + (text ? RuntimeCall.of(NestedTexts.class, "row", array) : array) + ";")
        .code();
  }

  /** A cast object, null for NULL; as a part of a text, a NULL is a text itself. */
  private String element(
      String object, RelDataType from, RelDataType to, boolean text, CodeBlock body) {
    if (text) {
      return same(from, to)
          ? object
          : casts.cast(from, to, false, code.read(object, from, body), body).boxed();
    }
    String value =
        hasPlaceForNull(from, to) ? object : RuntimeCall.of(Values.class, "castToNotNull", object);
    return same(from, to)
        ? value
        : CallCode.required(to, casts.cast(from, to, false, code.read(value, from, body), body));
  }

  private static boolean fits(RelDataType from, RelDataType to) {
    return same(from, to) && hasPlaceForNull(from, to);
  }

  /** Whether there is a place for NULL if there can be one. */
  private static boolean hasPlaceForNull(RelDataType from, RelDataType to) {
    return to.isNullable() || !(from.isNullable() || Coercion.isNull(from));
  }

  /** Whether every value of the one type, but NULL, is a value of the other. */
  private static boolean same(RelDataType a, RelDataType b) {
    if (a.getSqlTypeName() != b.getSqlTypeName()) {
      return false;
    }
    switch (a.getSqlTypeName()) {
      case ARRAY:
        return fits(CastRules.element(a), CastRules.element(b));
      case MAP:
        return fits(CastRules.key(a), CastRules.key(b))
            && fits(CastRules.value(a), CastRules.value(b));
      case ROW:
        boolean same = a.getFieldCount() == b.getFieldCount();
        for (int i = 0; same && i < a.getFieldCount(); i++) {
          same = fits(a.getFieldList().get(i).getType(), b.getFieldList().get(i).getType());
        }
        return same;
      default:
        return a.getPrecision() == b.getPrecision() && a.getScale() == b.getScale();
    }
  }
}
