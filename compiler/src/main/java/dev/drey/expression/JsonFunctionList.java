package dev.drey.expression;

import dev.drey.expression.FunctionDescriptor.Example;
import dev.drey.expression.FunctionDescriptor.Group;
import dev.drey.expression.runtime.Jsons;
import java.util.List;

/** Functions over JSON texts. Paths start with `$`. */
final class JsonFunctionList {
  private JsonFunctionList() {}

  private static RuntimeFunction json(String name, String doc, String example, String result) {
    return RuntimeFunction.of(name, Group.JSON, Jsons.class, doc, Example.of(example, result));
  }

  /** JSON_QUERY by the method that its wrapper asks for. */
  static RuntimeFunction query(String method) {
    return json(
            "JSON_QUERY",
            "The object or the array at a path as JSON; NULL where there is none.",
            "JSON_QUERY('{\"a\": [1, 2]}', '$.a')",
            "'[1,2]'")
        .strict("STRING, STRING -> STRING NULL", method)
        .checked(1, ArgumentCheck::jsonPath);
  }

  static List<RuntimeFunction> all() {
    return List.of(
        json(
                "JSON_VALUE",
                "The scalar at a path as text; NULL where there is none.",
                "JSON_VALUE('{\"a\": {\"b\": 7}}', '$.a.b')",
                "'7'")
            .strict("STRING, STRING -> STRING NULL", "value")
            .checked(1, ArgumentCheck::jsonPath),
        json(
                "JSON_EXISTS",
                "Whether there is something at a path.",
                "JSON_EXISTS('{\"a\": 1}', '$.b')",
                "FALSE")
            .strict("STRING, STRING -> BOOLEAN NULL", "exists")
            .checked(1, ArgumentCheck::jsonPath),
        query("query"),
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
