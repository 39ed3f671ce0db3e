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

  static List<RuntimeFunction> all() {
    return List.of(
        json(
                "JSON_VALUE",
                "The scalar at a path as text; NULL where there is none.",
                "JSON_VALUE('{\"a\": {\"b\": 7}}', '$.a.b')",
                "'7'")
            .strict("STRING, STRING -> STRING NULL", "value"),
        json(
                "JSON_EXISTS",
                "Whether there is something at a path.",
                "JSON_EXISTS('{\"a\": 1}', '$.b')",
                "FALSE")
            .strict("STRING, STRING -> BOOLEAN", "exists"),
        json("IS JSON VALUE", "Whether the text is JSON.", "'[1]' IS JSON", "TRUE")
            .strict("STRING -> BOOLEAN", "isJson"),
        json(
                "IS JSON OBJECT",
                "Whether the text is a JSON object.",
                "'[1]' IS JSON OBJECT",
                "FALSE")
            .strict("STRING -> BOOLEAN", "isObject"),
        json("IS JSON ARRAY", "Whether the text is a JSON array.", "'[1]' IS JSON ARRAY", "TRUE")
            .strict("STRING -> BOOLEAN", "isArray"),
        json(
                "IS JSON SCALAR",
                "Whether the text is a JSON text, number, boolean or null.",
                "'7' IS JSON SCALAR",
                "TRUE")
            .strict("STRING -> BOOLEAN", "isScalar"));
  }
}
