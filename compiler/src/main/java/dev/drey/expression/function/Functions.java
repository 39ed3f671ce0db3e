// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.function;

import dev.drey.expression.runtime.Encodings;
import dev.drey.expression.runtime.Jsons;
import dev.drey.expression.runtime.Lists;
import dev.drey.expression.runtime.Maps;
import dev.drey.expression.runtime.Maths;
import dev.drey.expression.runtime.Parts;
import dev.drey.expression.runtime.Regexes;
import dev.drey.expression.runtime.TextParts;
import dev.drey.expression.runtime.Texts;
import dev.drey.expression.runtime.Times;
import dev.drey.function.FunctionCatalog;
import dev.drey.function.ScalarFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The functions that expressions can call, by name. */
public final class Functions {
  private final Map<String, RuntimeFunction> byName = new TreeMap<>();

  public Functions(FunctionCatalog catalog) {
    for (ScalarFunction function : catalog.functions()) {
      byName.put(function.name(), new RuntimeFunction(function));
    }
  }

  /** All of ours. */
  public static FunctionCatalog standard() {
    List<ScalarFunction> all = new ArrayList<>();
    all.addAll(Texts.functions());
    all.addAll(TextParts.functions());
    all.addAll(Parts.functions());
    all.addAll(Regexes.functions());
    all.addAll(Maths.functions());
    all.addAll(Times.functions());
    all.addAll(Lists.functions());
    all.addAll(Maps.functions());
    all.addAll(Jsons.functions());
    all.addAll(Encodings.functions());
    return FunctionCatalog.of(all);
  }

  /** Functions that others have and we have not. */
  public static Set<String> absent() {
    return AbsentFunctions.names();
  }

  /** What to write in the place of a function of others; null where nothing is known. */
  public static @Nullable String instead(String name) {
    return AbsentFunctions.help(name);
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
