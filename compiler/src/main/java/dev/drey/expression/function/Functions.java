package dev.drey.expression.function;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The functions that expressions can call, by name. */
public final class Functions {
  private final Map<String, RuntimeFunction> byName = new TreeMap<>();

  Functions(List<RuntimeFunction> functions) {
    for (RuntimeFunction function : functions) {
      if (byName.put(function.name(), function) != null) {
        throw new IllegalArgumentException("two functions are called " + function.name());
      }
    }
  }

  /** All of ours. */
  public static Functions standard() {
    List<RuntimeFunction> all = new ArrayList<>();
    all.addAll(TextFunctionList.all());
    all.addAll(PatternFunctionList.all());
    all.addAll(NumberFunctionList.all());
    all.addAll(TimeFunctionList.all());
    all.addAll(CollectionFunctionList.all());
    all.addAll(JsonFunctionList.all());
    all.addAll(EncodingFunctionList.all());
    return new Functions(all);
  }

  public @Nullable RuntimeFunction find(String name) {
    return byName.get(name.toUpperCase(Locale.ROOT));
  }

  public List<String> names() {
    return new ArrayList<>(byName.keySet());
  }

  public List<RuntimeFunction> all() {
    return new ArrayList<>(byName.values());
  }
}
