// SPDX-License-Identifier: Apache-2.0
package dev.drey.function;

import dev.drey.function.FunctionDescriptor.Example;
import dev.drey.function.FunctionDescriptor.Group;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A function of one row, declared once, beside the static methods that compute it: its signatures,
 * each with its method, its documentation and an example that a test runs. Generated code calls the
 * methods by their names, so a name that there is not fails here.
 */
public final class ScalarFunction {
  /** One signature and the method behind it. */
  public static final class Overload {
    private final String signature;
    private final String method;
    private final boolean strict;

    private Overload(String signature, String method, boolean strict) {
      this.signature = signature;
      this.method = method;
      this.strict = strict;
    }

    /** Such as {@code STRING, INT -> STRING}. */
    public String signature() {
      return signature;
    }

    /** A public static method of the home. */
    public String method() {
      return method;
    }

    /** Whether a NULL argument makes the result NULL without a call. */
    public boolean strict() {
      return strict;
    }
  }

  private final String name;
  private final Group group;
  private final Class<?> home;
  private final String doc;
  private final Example example;
  private final List<Overload> overloads = new ArrayList<>();
  private final Map<Integer, ArgumentCheck> checks = new TreeMap<>();

  private ScalarFunction(String name, Group group, Class<?> home, String doc, Example example) {
    this.name = name;
    this.group = group;
    this.home = home;
    this.doc = doc;
    this.example = example;
  }

  /**
   * @param home the class with the methods
   * @param doc one sentence, with units
   * @param example a call
   * @param result what it gives, as SQL
   */
  public static ScalarFunction of(
      String name, Group group, Class<?> home, String doc, String example, String result) {
    return new ScalarFunction(name, group, home, doc, Example.of(example, result));
  }

  /** A signature whose method is called when no argument is NULL; else the result is NULL. */
  public ScalarFunction strict(String signature, String method) {
    return add(signature, method, true);
  }

  /** A signature whose method sees NULL arguments, boxed, as null. */
  public ScalarFunction seesNull(String signature, String method) {
    return add(signature, method, false);
  }

  /** What a constant argument at a position, from 0, must be. */
  public ScalarFunction checked(int position, ArgumentCheck check) {
    checks.put(position, check);
    return this;
  }

  private ScalarFunction add(String signature, String method, boolean strict) {
    boolean found =
        Arrays.stream(home.getMethods())
            .filter(each -> Modifier.isStatic(each.getModifiers()))
            .map(Method::getName)
            .anyMatch(method::equals);
    if (!found) {
      throw new IllegalArgumentException(name + ": no method " + home.getName() + "." + method);
    }
    overloads.add(new Overload(signature, method, strict));
    return this;
  }

  public String name() {
    return name;
  }

  public Class<?> home() {
    return home;
  }

  public List<Overload> overloads() {
    return Collections.unmodifiableList(overloads);
  }

  public @Nullable ArgumentCheck check(int position) {
    return checks.get(position);
  }

  /**
   * As the reference shows it.
   *
   * @param signatures for people, such as {@code LEFT(STRING, INT) -> STRING}
   */
  public FunctionDescriptor descriptor(List<String> signatures) {
    return FunctionDescriptor.of(name, group, signatures, doc, example);
  }
}
