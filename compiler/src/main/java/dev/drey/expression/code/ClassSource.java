// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.code;

import dev.drey.expression.calc.GeneratedCalc;
import dev.drey.expression.calc.Moment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The generated class as it grows: constants, methods, and names for variables. */
final class ClassSource {
  private static final int CONSTANTS_OF_A_METHOD = 100;

  private final List<String> fields = new ArrayList<>();
  private final List<String> initials = new ArrayList<>();
  private final List<String> methods = new ArrayList<>();
  private final Map<String, String> constants = new HashMap<>();
  private final Map<String, String> eachRow = new LinkedHashMap<>();
  private int names;

  String name(String prefix) {
    return prefix + names++;
  }

  /** A field computed once, when the operator opens. */
  String constant(String type, String initial) {
    String key = type + " " + initial;
    String name = constants.get(key);
    if (name == null) {
      name = name("C");
      constants.put(key, name);
      fields.add("private " + type + " " + name + ";");
      initials.add(name + " = " + initial + ";");
    }
    return name;
  }

  void field(String text) {
    fields.add(text);
  }

  /** A field that has this value when a row begins. */
  void eachRow(String type, String name, String value) {
    if (eachRow.put(name, value) == null) {
      fields.add("private " + type + " " + name + ";");
    }
  }

  /** What is to be done when a row begins. */
  String beginning() {
    StringBuilder text = new StringBuilder();
    eachRow.forEach((name, value) -> text.append(name + " = " + value + ";\n"));
    return text.toString();
  }

  void method(String text) {
    methods.add(text);
  }

  /** A method holds at most 65,535 bytes: constants are set a hundred at a time. */
  private void constructor(String className, StringBuilder text) {
    StringBuilder calls = new StringBuilder();
    for (int from = 0; from < initials.size(); from += CONSTANTS_OF_A_METHOD) {
      String name = name("constants");
      calls.append(name).append("();\n");
      text.append("private void ").append(name).append("() {\n");
      initials
          .subList(from, Math.min(initials.size(), from + CONSTANTS_OF_A_METHOD))
          .forEach(initial -> text.append(initial).append('\n'));
      text.append("}\n");
    }
    text.append("public ").append(className).append("() {\n").append(calls).append("}\n");
  }

  String text(String className) {
    StringBuilder text = new StringBuilder();
    text.append("public final class ")
        .append(className)
        .append(" implements " + GeneratedCalc.Calc.class.getCanonicalName() + " {\n");
    fields.forEach(field -> text.append(field).append('\n'));
    text.append("private int at;\npublic int at() { return at; }\n");
    String moment = Moment.class.getName();
    text.append("private " + moment + " moment = " + moment + ".NONE;\n");
    text.append("public void moment(" + moment + " now) { moment = now; }\n");
    constructor(className, text);
    methods.forEach(method -> text.append(method).append('\n'));
    return text.append("}\n").toString();
  }
}
