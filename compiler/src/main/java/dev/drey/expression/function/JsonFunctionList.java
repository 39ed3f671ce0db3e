package dev.drey.expression.function;

import dev.drey.expression.runtime.Jsons;
import dev.drey.function.FunctionDescriptor.Example;
import dev.drey.function.FunctionDescriptor.Group;
import java.util.List;

/** Functions over JSON texts. Paths start with `$`. */
final class JsonFunctionList {
  private JsonFunctionList() {}

  private static RuntimeFunction json(String name, String doc, String example, String result) {
    return RuntimeFunction.of(name, Group.JSON, Jsons.class, doc, Example.of(example, result));
  }

  static List<RuntimeFunction> all() {
    return List.of(
        json(
                "JSON_VALUE",
                "The scalar at a path as text, or as RETURNING type; NULL where there is none, or what"
                    + " is written behind the path: NULL, ERROR or DEFAULT x, ON EMPTY or ON ERROR"
                    + " (a path that leads nowhere is an error, unless it starts with lax).",
                "JSON_VALUE('{\"a\": {\"b\": 7}}', '$.a.b' RETURNING INT DEFAULT 0 ON ERROR)",
                "7")
            .strict("STRING, STRING -> STRING NULL", "value")
            .checked(1, ArgumentCheck::jsonPath),
        json(
                "JSON_EXISTS",
                "Whether there is something at a path; TRUE, FALSE, UNKNOWN or ERROR ON ERROR.",
                "JSON_EXISTS('{\"a\": 1}', '$.b')",
                "FALSE")
            .strict("STRING, STRING -> BOOLEAN NULL", "exists")
            .checked(1, ArgumentCheck::jsonPath),
        json(
                "JSON_QUERY",
                "The object or the array at a path as JSON; NULL where there is none, or what is"
                    + " written behind the path: NULL, ERROR, EMPTY ARRAY or EMPTY OBJECT, ON EMPTY"
                    + " or ON ERROR; WITH WRAPPER puts it into an array, RETURNING ARRAY<STRING>"
                    + " takes its elements.",
                "JSON_QUERY('{\"a\": [1, 2]}', '$.b' EMPTY ARRAY ON ERROR)",
                "'[]'")
            .strict("STRING, STRING -> STRING NULL", "query")
            .checked(1, ArgumentCheck::jsonPath),
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
}
