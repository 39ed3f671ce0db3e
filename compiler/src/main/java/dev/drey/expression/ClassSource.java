package dev.drey.expression;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The generated class as it grows: constants, methods, and names for variables. */
final class ClassSource {
  private final List<String> fields = new ArrayList<>();
  private final List<String> methods = new ArrayList<>();
  private final Map<String, String> constants = new HashMap<>();
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
      fields.add("private final " + type + " " + name + " = " + initial + ";");
    }
    return name;
  }

  void method(String text) {
    methods.add(text);
  }

  String text(String className) {
    StringBuilder text = new StringBuilder();
    text.append("public final class ")
        .append(className)
        .append(" implements dev.drey.expression.GeneratedCalc.Calc {\n");
    fields.forEach(field -> text.append(field).append('\n'));
    text.append("private int at;\npublic int at() { return at; }\n");
    methods.forEach(method -> text.append(method).append('\n'));
    return text.append("}\n").toString();
  }
}
