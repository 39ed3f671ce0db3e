package dev.drey.expression.runtime;

import org.apache.calcite.runtime.JsonFunctions;
import org.apache.calcite.runtime.JsonFunctions.JsonPathContext;
import org.jspecify.annotations.Nullable;

/** JSON paths over texts, by Calcite; a text that is no JSON has no values. */
public final class Jsons {
  private Jsons() {}

  private static JsonPathContext read(String json, String path) {
    String full = path.startsWith("lax ") || path.startsWith("strict ") ? path : "lax " + path;
    return JsonFunctions.jsonApiCommonSyntax(json, full);
  }

  /** The scalar at a path as text, or null. */
  public static @Nullable String value(String json, String path) {
    JsonPathContext found = read(json, path);
    Object value = found.exc == null ? found.obj : null;
    boolean scalar = value instanceof String || value instanceof Number || value instanceof Boolean;
    return scalar ? String.valueOf(value) : null;
  }

  public static boolean exists(String json, String path) {
    JsonPathContext found = read(json, path);
    return found.exc == null && found.obj != null;
  }

  public static boolean isJson(String text) {
    return Boolean.TRUE.equals(JsonFunctions.isJsonValue(text));
  }

  public static boolean isObject(String text) {
    return Boolean.TRUE.equals(JsonFunctions.isJsonObject(text));
  }

  public static boolean isArray(String text) {
    return Boolean.TRUE.equals(JsonFunctions.isJsonArray(text));
  }

  public static boolean isScalar(String text) {
    return Boolean.TRUE.equals(JsonFunctions.isJsonScalar(text));
  }
}
