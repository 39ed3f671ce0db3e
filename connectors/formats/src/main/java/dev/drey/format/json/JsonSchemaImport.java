// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.json;

import dev.drey.format.TypeImport;
import dev.drey.format.TypeImportException;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Types of JSON Schemas: what the format {@code json} reads without loss of whatever a schema
 * allows. What may be of several types is a STRING, which takes every value as it is written.
 */
final class JsonSchemaImport implements TypeImport {
  private static final String NULL = "null";

  @Override
  public String key() {
    return "jsonSchema";
  }

  @Override
  public String words() {
    return "a JSON Schema";
  }

  @Override
  public List<String> fileSuffixes() {
    return List.of(".json");
  }

  @Override
  public DataType type(String schema, Optional<String> part) throws TypeImportException {
    Object root = JsonSchemaTree.of(schema);
    DataType type = new Reader(root).type(root, "the schema");
    if (type.kind() != TypeKind.ROW) {
      throw problem("the schema is one of no object with `properties`, so it has no columns");
    }
    return type;
  }

  private static TypeImportException problem(String message) {
    return new TypeImportException(message, TypeImportException.NOWHERE);
  }

  private static final class Reader {
    private final @Nullable Object root;
    private final Deque<String> open = new ArrayDeque<>();

    Reader(@Nullable Object root) {
      this.root = root;
    }

    /** Nullable where the schema allows null. */
    DataType type(@Nullable Object schema, String place) throws TypeImportException {
      if (!(schema instanceof Map)) {
        return DataType.string();
      }
      Map<?, ?> map = (Map<?, ?>) schema;
      Object reference = map.get("$ref");
      if (reference instanceof String) {
        return referred((String) reference, place);
      }
      for (String choice : List.of("oneOf", "anyOf", "allOf")) {
        if (map.get(choice) instanceof List) {
          return choice((List<?>) map.get(choice), choice, place);
        }
      }
      Set<String> types = types(map);
      boolean nullable = types.remove(NULL) || allowsNull(map);
      DataType type = types.size() == 1 ? typed(types.iterator().next(), map, place) : any();
      return type.withNullable(nullable || (types.isEmpty() && !map.containsKey("enum")));
    }

    private static boolean allowsNull(Map<?, ?> map) {
      return map.get("enum") instanceof List && ((List<?>) map.get("enum")).contains(null);
    }

    private static DataType any() {
      return DataType.string();
    }

    private static Set<String> types(Map<?, ?> map) {
      Set<String> types = new LinkedHashSet<>();
      Object type = map.get("type");
      if (type instanceof List) {
        ((List<?>) type).forEach(each -> types.add(String.valueOf(each)));
      } else if (type != null) {
        types.add(String.valueOf(type));
      } else if (map.get("properties") instanceof Map) {
        types.add("object");
      }
      return types;
    }

    private DataType typed(String type, Map<?, ?> map, String place) throws TypeImportException {
      switch (type) {
        case "string":
          return text(map);
        case "integer":
          return DataType.of(TypeKind.BIGINT);
        case "number":
          return number(map);
        case "boolean":
          return DataType.of(TypeKind.BOOLEAN);
        case "array":
          return map.get("items") instanceof Map
              ? DataType.array(type(map.get("items"), place + "[*]"))
              : DataType.array(any());
        case "object":
          return object(map, place);
        default:
          throw problem(place + " has the type `" + type + "`, which JSON Schema does not know");
      }
    }

    private static DataType text(Map<?, ?> map) {
      if ("base64".equals(map.get("contentEncoding"))) {
        return DataType.bytes();
      }
      if ("date-time".equals(map.get("format"))) {
        return DataType.timestampLtz();
      }
      return "date".equals(map.get("format")) ? DataType.of(TypeKind.DATE) : DataType.string();
    }

    /** Numbers that are whole hundredths, or the like, are exact. */
    private static DataType number(Map<?, ?> map) {
      Object step = map.get("multipleOf");
      if (step instanceof BigDecimal && ((BigDecimal) step).signum() > 0) {
        int scale = ((BigDecimal) step).stripTrailingZeros().scale();
        if (scale >= 0 && scale <= 18) {
          return DataType.decimal(38, scale);
        }
      }
      return DataType.of(TypeKind.DOUBLE);
    }

    private DataType object(Map<?, ?> map, String place) throws TypeImportException {
      Object properties = map.get("properties");
      if (properties instanceof Map && !((Map<?, ?>) properties).isEmpty()) {
        return row((Map<?, ?>) properties, map, place);
      }
      return map.get("additionalProperties") instanceof Map
          ? DataType.map(
              DataType.string().notNull(), type(map.get("additionalProperties"), place + "[*]"))
          : any();
    }

    private DataType row(Map<?, ?> properties, Map<?, ?> map, String place)
        throws TypeImportException {
      List<?> required =
          map.get("required") instanceof List ? (List<?>) map.get("required") : List.of();
      List<Field> fields = new ArrayList<>();
      for (Map.Entry<?, ?> property : properties.entrySet()) {
        String name = String.valueOf(property.getKey());
        String inner = place.equals("the schema") ? name : place + "." + name;
        DataType type = type(property.getValue(), inner);
        fields.add(Field.of(name, required.contains(name) ? type : type.withNullable(true)));
      }
      return DataType.row(RowType.of(fields));
    }

    /** One schema and null is the one; of several others a value is taken as it is written. */
    private DataType choice(List<?> schemas, String choice, String place)
        throws TypeImportException {
      List<DataType> types = new ArrayList<>();
      boolean nullable = false;
      for (Object schema : schemas) {
        boolean none = schema instanceof Map && NULL.equals(((Map<?, ?>) schema).get("type"));
        nullable |= none;
        if (!none) {
          types.add(type(schema, place));
        }
      }
      if (choice.equals("allOf") && types.size() > 1) {
        throw problem(
            place + " is all of " + types.size() + " schemas at once, of which no type is made");
      }
      boolean anyNullable = types.stream().anyMatch(DataType::nullable);
      DataType type = types.size() == 1 ? types.get(0) : any();
      return type.withNullable(nullable || anyNullable);
    }

    private DataType referred(String reference, String place) throws TypeImportException {
      if (!reference.startsWith("#/")) {
        throw problem(
            place + " is `" + reference + "`, and only what stands in the schema itself is read");
      }
      if (open.contains(reference)) {
        throw problem(place + " is `" + reference + "` within itself, without end");
      }
      Object found = root;
      for (String step : reference.substring(2).split("/")) {
        String name = step.replace("~1", "/").replace("~0", "~");
        found = found instanceof Map ? ((Map<?, ?>) found).get(name) : null;
      }
      if (found == null) {
        throw problem(place + " is `" + reference + "`, which the schema does not have");
      }
      open.push(reference);
      DataType type = type(found, place);
      open.pop();
      return type;
    }
  }
}
