// SPDX-License-Identifier: Apache-2.0
package dev.drey.expression.runtime;

import com.jayway.jsonpath.InvalidPathException;
import com.jayway.jsonpath.JsonPath;
import dev.drey.function.FunctionDescriptor.Group;
import dev.drey.function.ScalarFunction;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.runtime.JsonFunctions;
import org.apache.calcite.runtime.JsonFunctions.JsonPathContext;
import org.apache.calcite.runtime.JsonFunctions.PathMode;
import org.jspecify.annotations.Nullable;

/**
 * JSON paths over texts, by Calcite. Where a text is no JSON, a path is none or, in strict mode,
 * leads nowhere, that is an error; what is given then, and for nothing, can be chosen: {@code
 * NULL}, {@code ERROR}, {@code DEFAULT}, {@code EMPTY_ARRAY} and so on.
 */
public final class Jsons {
  private static final Pattern WITH_MODE =
      Pattern.compile("\\s*(strict|lax)\\s+(.+)", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  /** A regular expression within a path, which nothing bounds. */
  private static final String REGEX = "=~";

  private static final String NULL = "NULL";

  private Jsons() {}

  private static ScalarFunction json(String name, String doc, String example, String result) {
    return ScalarFunction.of(name, Group.JSON, Jsons.class, doc, example, result);
  }

  public static List<ScalarFunction> functions() {
    return List.of(
        json(
                "JSON_VALUE",
                "The scalar at a path as text, or as RETURNING type; NULL where there is none, or what"
                    + " is written behind the path: NULL, ERROR or DEFAULT x, ON EMPTY or ON ERROR"
                    + " (a path that leads nowhere is an error, unless it starts with lax).",
                "JSON_VALUE('{\"a\": {\"b\": 7}}', '$.a.b' RETURNING INT DEFAULT 0 ON ERROR)",
                "7")
            .strict("STRING, STRING -> STRING NULL", "value")
            .checked(1, PatternProblems::jsonPath),
        json(
                "JSON_EXISTS",
                "Whether there is something at a path; TRUE, FALSE, UNKNOWN or ERROR ON ERROR.",
                "JSON_EXISTS('{\"a\": 1}', '$.b')",
                "FALSE")
            .strict("STRING, STRING -> BOOLEAN NULL", "exists")
            .checked(1, PatternProblems::jsonPath),
        json(
                "JSON_QUERY",
                "The object or the array at a path as JSON; NULL where there is none, or what is"
                    + " written behind the path: NULL, ERROR, EMPTY ARRAY or EMPTY OBJECT, ON EMPTY"
                    + " or ON ERROR; WITH WRAPPER puts it into an array, RETURNING ARRAY<STRING>"
                    + " takes its elements.",
                "JSON_QUERY('{\"a\": [1, 2]}', '$.b' EMPTY ARRAY ON ERROR)",
                "'[]'")
            .strict("STRING, STRING -> STRING NULL", "query")
            .checked(1, PatternProblems::jsonPath),
        json("IS JSON VALUE", "Whether the text is JSON; never NULL.", "'[1]' IS JSON", "TRUE")
            .seesNull("STRING -> BOOLEAN NOT NULL", "isJson"),
        json(
                "IS JSON OBJECT",
                "Whether the text is a JSON object.",
                "'[1]' IS JSON OBJECT",
                "FALSE")
            .seesNull("STRING -> BOOLEAN NOT NULL", "isObject"),
        json("IS JSON ARRAY", "Whether the text is a JSON array.", "'[1]' IS JSON ARRAY", "TRUE")
            .seesNull("STRING -> BOOLEAN NOT NULL", "isArray"),
        json(
                "IS JSON SCALAR",
                "Whether the text is a JSON text, number, boolean or null.",
                "'7' IS JSON SCALAR",
                "TRUE")
            .seesNull("STRING -> BOOLEAN NOT NULL", "isScalar"));
  }

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

  private static JsonPathContext read(String json, String path) {
    return path.contains(REGEX)
        ? JsonPathContext.withUnknownException(new IllegalArgumentException(problem(path)))
        : JsonFunctions.jsonApiCommonSyntax(json, path);
  }

  private static boolean isSingle(Object value) {
    return !(value instanceof Collection) && !(value instanceof Map);
  }

  private static IllegalArgumentException nothing(String json, String path) {
    String shown = "'" + path + "'";
    if (problem(path) != null) {
      return new IllegalArgumentException(shown + " is not a JSON path");
    }
    return new IllegalArgumentException(
        isJson(json) ? "there is no such value at " + shown : "the text is not JSON");
  }

  /** The scalar at a path as text, or null. */
  public static @Nullable String value(String json, String path) {
    return value(json, path, NULL, null, NULL, null);
  }

  /** The scalar at a path as text, or what is chosen for nothing and for an error. */
  public static @Nullable String value(
      @Nullable String json,
      @Nullable String path,
      String onEmpty,
      @Nullable String forEmpty,
      String onError,
      @Nullable String forError) {
    if (json == null || path == null) {
      return null;
    }
    JsonPathContext found = read(json, path);
    Object value = found.obj;
    boolean error = found.exc != null;
    if (!error && value != null && isSingle(value)) {
      return String.valueOf(value);
    }
    boolean wrongKind = value != null && found.mode == PathMode.STRICT;
    boolean failed = error || wrongKind;
    String how = failed ? onError : onEmpty;
    if (how.equals("ERROR")) {
      throw nothing(json, path);
    }
    return failed ? forError : forEmpty;
  }

  /** Whether there is something at a path; not where that fails. */
  public static boolean exists(String json, String path) {
    return Boolean.TRUE.equals(exists(json, path, "FALSE"));
  }

  /** Whether there is something at a path, or what is chosen for an error. */
  public static @Nullable Boolean exists(
      @Nullable String json, @Nullable String path, String onError) {
    if (json == null || path == null) {
      return null;
    }
    JsonPathContext found = read(json, path);
    if (found.exc == null) {
      return found.obj != null;
    }
    if (onError.equals("ERROR")) {
      throw nothing(json, path);
    }
    return onError.equals("UNKNOWN") ? null : (Boolean) onError.equals("TRUE");
  }

  /** The object or the array at a path as JSON, or null. */
  public static @Nullable String query(String json, String path) {
    return query(json, path, "WITHOUT_ARRAY", NULL, NULL);
  }

  /** What is at a path as JSON, in an array if so chosen, or what is chosen otherwise. */
  public static @Nullable String query(
      @Nullable String json,
      @Nullable String path,
      String wrapper,
      String onEmpty,
      String onError) {
    Object found = found(json, path, wrapper, onEmpty, onError, false);
    return found == null ? null : JsonFunctions.jsonize(found);
  }

  /** The elements of the array at a path: texts as they are, others as JSON. */
  public static @Nullable List<@Nullable String> queryList(
      @Nullable String json,
      @Nullable String path,
      String wrapper,
      String onEmpty,
      String onError) {
    Object found = found(json, path, wrapper, onEmpty, onError, true);
    if (!(found instanceof Collection)) {
      return null;
    }
    List<@Nullable String> texts = new ArrayList<>();
    for (Object element : (Collection<?>) found) {
      texts.add(
          element == null
              ? null
              : isSingle(element) ? String.valueOf(element) : JsonFunctions.jsonize(element));
    }
    return texts;
  }

  private static @Nullable Object found(
      @Nullable String json,
      @Nullable String path,
      String wrapper,
      String onEmpty,
      String onError,
      boolean list) {
    if (json == null || path == null) {
      return null;
    }
    JsonPathContext context = read(json, path);
    Object value = context.exc == null ? wrapped(context.obj, wrapper) : null;
    boolean nested = value != null && !isSingle(value);
    if (nested && (!list || value instanceof Collection)) {
      return value;
    }
    boolean wrongKind = value != null && (nested || context.mode == PathMode.STRICT);
    String how = context.exc != null || wrongKind ? onError : onEmpty;
    switch (how) {
      case "ERROR":
        throw nothing(json, path);
      case "EMPTY_ARRAY":
        return List.of();
      case "EMPTY_OBJECT":
        return Map.of();
      default:
        return null;
    }
  }

  private static @Nullable Object wrapped(@Nullable Object value, String wrapper) {
    boolean wraps =
        wrapper.equals("WITH_UNCONDITIONAL_ARRAY")
            || (wrapper.equals("WITH_CONDITIONAL_ARRAY") && !(value instanceof Collection));
    return value != null && wraps ? Collections.singletonList(value) : value;
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
