package dev.drey.expression.function;

import dev.drey.function.FunctionDescriptor;
import dev.drey.function.FunctionDescriptor.Example;
import dev.drey.function.FunctionDescriptor.Group;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A function of ours, declared once: its signatures, each with the static method that computes it,
 * its documentation and an example that a test runs.
 */
public final class RuntimeFunction {
  /** One signature and the method behind it. */
  public static final class Overload {
    private final Signature signature;
    private final RuntimeOperator operator;

    private Overload(Signature signature, RuntimeOperator operator) {
      this.signature = signature;
      this.operator = operator;
    }

    public Signature signature() {
      return signature;
    }

    public RuntimeOperator operator() {
      return operator;
    }
  }

  private final String name;
  private final Group group;
  private final Class<?> home;
  private final String doc;
  private final Example example;
  private final List<Overload> overloads = new ArrayList<>();
  private final Map<Integer, ArgumentCheck> checks = new TreeMap<>();

  private RuntimeFunction(String name, Group group, Class<?> home, String doc, Example example) {
    this.name = name;
    this.group = group;
    this.home = home;
    this.doc = doc;
    this.example = example;
  }

  /**
   * @param home the class with the methods
   * @param doc one sentence, with units
   */
  public static RuntimeFunction of(
      String name, Group group, Class<?> home, String doc, Example example) {
    return new RuntimeFunction(name, group, home, doc, example);
  }

  /** A signature whose method is called when no argument is NULL; else the result is NULL. */
  RuntimeFunction strict(String signature, String method) {
    return add(signature, method, true);
  }

  /** A signature whose method sees NULL arguments, boxed, as null. */
  RuntimeFunction seesNull(String signature, String method) {
    return add(signature, method, false);
  }

  /** What a constant argument at a position, from 0, must be. */
  RuntimeFunction checked(int position, ArgumentCheck check) {
    checks.put(position, check);
    return this;
  }

  public @Nullable ArgumentCheck check(int position) {
    return checks.get(position);
  }

  private RuntimeFunction add(String signature, String method, boolean strict) {
    Signature parsed = Signature.of(signature);
    overloads.add(new Overload(parsed, new RuntimeOperator(name, home, method, strict)));
    return this;
  }

  public String name() {
    return name;
  }

  public List<Overload> overloads() {
    return overloads;
  }

  public FunctionDescriptor descriptor() {
    return FunctionDescriptor.of(
        name,
        group,
        overloads.stream()
            .map(overload -> overload.signature().text(name))
            .collect(Collectors.toList()),
        doc,
        example);
  }
}
