package dev.drey.expression.runtime;

import com.jayway.jsonpath.InvalidPathException;
import com.jayway.jsonpath.JsonPath;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.runtime.JsonFunctions;
import org.apache.calcite.runtime.JsonFunctions.JsonPathContext;
import org.jspecify.annotations.Nullable;

/**
 * JSON paths over texts, by Calcite. A text that is no JSON and a path that is none have no values.
 */
public final class Jsons {
  private static final Pattern WITH_MODE =
      Pattern.compile("\\s*(strict|lax)\\s+(.+)", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  /** A regular expression within a path, which nothing bounds. */
  private static final String REGEX = "=~";

  /** What makes a path one of many values. */
  private static final Pattern OF_MANY =
      Pattern.compile("\\.\\.|\\.\\*|\\[\\s*(\\*|\\?|[-\\d\\s]*[:,])");

  private Jsons() {}

  /** Why a text is no path, or null where it is one. */
  public static @Nullable String problem(String path) {
    Matcher mode = WITH_MODE.matcher(path);
    String bare = mode.matches() ? mode.group(2) : path;
    if (bare.contains(REGEX)) {
      return "a regular expression cannot stand in it";
    }
    try {
      JsonPath.compile(bare);
      return null;
    } catch (InvalidPathException | IllegalArgumentException | StringIndexOutOfBoundsException e) {
      String message = String.valueOf(e.getMessage()).replaceAll("\\s+", " ").trim();
      return message.isEmpty() || message.startsWith("Index") ? "it ends too early" : message;
    }
  }

  private static @Nullable Object read(String json, String path) {
    if (path.contains(REGEX)) {
      return null;
    }
    String full = WITH_MODE.matcher(path).matches() ? path.trim() : "lax " + path;
    JsonPathContext found = JsonFunctions.jsonApiCommonSyntax(json, full);
    return found.exc == null ? found.obj : null;
  }

  /** The scalar at a path as text, or null. */
  public static @Nullable String value(String json, String path) {
    Object value = read(json, path);
    boolean scalar = value instanceof String || value instanceof Number || value instanceof Boolean;
    return scalar ? String.valueOf(value) : null;
  }

  public static boolean exists(String json, String path) {
    Object value = read(json, path);
    boolean empty = value instanceof Collection && ((Collection<?>) value).isEmpty();
    return value != null && !(empty && leadsNowhere(json, path));
  }

  /** Whether what stands before the first {@code [*]} or its like is not there, as in Flink SQL. */
  private static boolean leadsNowhere(String json, String path) {
    Matcher many = OF_MANY.matcher(path);
    return many.find() && read(json, path.substring(0, many.start())) == null;
  }

  /** The object or the array at a path as JSON, or null. */
  public static @Nullable String query(String json, String path) {
    Object value = read(json, path);
    return value instanceof Collection || value instanceof Map
        ? JsonFunctions.jsonize(value)
        : null;
  }

  /** What is at a path as JSON, within an array. */
  public static @Nullable String queryWrapped(String json, String path) {
    Object value = read(json, path);
    return value == null ? null : JsonFunctions.jsonize(Collections.singletonList(value));
  }

  /** What is at a path as JSON, within an array where it is none. */
  public static @Nullable String queryAsArray(String json, String path) {
    Object value = read(json, path);
    return value == null
        ? null
        : JsonFunctions.jsonize(value instanceof Collection ? value : List.of(value));
  }

  public static boolean isJson(@Nullable String text) {
    return text != null && Boolean.TRUE.equals(JsonFunctions.isJsonValue(text));
  }

  public static boolean isObject(@Nullable String text) {
    return text != null && Boolean.TRUE.equals(JsonFunctions.isJsonObject(text));
  }

  public static boolean isArray(@Nullable String text) {
    return text != null && Boolean.TRUE.equals(JsonFunctions.isJsonArray(text));
  }

  public static boolean isScalar(@Nullable String text) {
    return text != null && Boolean.TRUE.equals(JsonFunctions.isJsonScalar(text));
  }
}
