// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.avro;

import dev.drey.format.text.Mismatch;
import dev.drey.type.DataType;
import dev.drey.type.TypeKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.jspecify.annotations.Nullable;

/** Reads the values of one schema as those of one type. */
abstract class AvroReader {
  /** The value; null for NULL, and where it does not fit, which the input has been told. */
  abstract @Nullable Object read(AvroInput in) throws IOException;

  /**
   * @param path of the value, for messages: {@code tags[*].name}
   */
  static AvroReader of(Schema schema, DataType type, String path, boolean truncateTimes)
      throws AvroMismatch {
    switch (schema.getType()) {
      case UNION:
        return union(schema, type, path, truncateTimes);
      case NULL:
        return new NullReader(type.nullable() ? null : Mismatch.of(path, type));
      case RECORD:
        require(type.kind() == TypeKind.ROW, schema, type, path);
        return AvroRowReader.nested(schema, type.row(), path, truncateTimes);
      case ARRAY:
        require(type.kind() == TypeKind.ARRAY, schema, type, path);
        return new ListReader(
            of(schema.getElementType(), type.element(), path + "[*]", truncateTimes));
      case MAP:
        require(
            type.kind() == TypeKind.MAP && type.key().kind() == TypeKind.VARCHAR,
            schema,
            type,
            path);
        return new MapReader(
            of(schema.getValueType(), type.element(), path + "[*]", truncateTimes));
      default:
        return AvroScalarReader.of(schema, type, path, truncateTimes);
    }
  }

  static void require(boolean fits, Schema schema, DataType type, String path) throws AvroMismatch {
    if (!fits) {
      throw new AvroMismatch(
          "column `"
              + path
              + "` is "
              + type.withNullable(true)
              + ", and the schema has "
              + AvroNames.of(schema)
              + " for it");
    }
  }

  /** One branch at least must fit; a value of another makes a bad record. */
  private static AvroReader union(Schema union, DataType type, String path, boolean truncateTimes)
      throws AvroMismatch {
    List<Schema> branches = union.getTypes();
    AvroReader[] readers = new AvroReader[branches.size()];
    boolean anyFits = false;
    AvroMismatch first = null;
    for (int i = 0; i < readers.length; i++) {
      Schema branch = branches.get(i);
      try {
        readers[i] = of(branch, type, path, truncateTimes);
        anyFits |= branch.getType() != Schema.Type.NULL;
      } catch (AvroMismatch mismatch) {
        first = first == null ? mismatch : first;
        readers[i] = new Refusing(branch, Mismatch.of(path, type));
      }
    }
    if (!anyFits && first != null) {
      throw first;
    }
    return new UnionReader(readers);
  }

  private static final class NullReader extends AvroReader {
    private final @Nullable Mismatch refused;

    NullReader(@Nullable Mismatch refused) {
      this.refused = refused;
    }

    @Override
    @Nullable Object read(AvroInput in) throws IOException {
      in.decoder().readNull();
      if (refused != null) {
        in.fail(refused.missing());
      }
      return null;
    }
  }

  private static final class Refusing extends AvroReader {
    private final Schema schema;
    private final Mismatch mismatch;

    Refusing(Schema schema, Mismatch mismatch) {
      this.schema = schema;
      this.mismatch = mismatch;
    }

    @Override
    @Nullable Object read(AvroInput in) throws IOException {
      GenericDatumReader.skip(schema, in.decoder());
      in.fail(mismatch.found("a value of " + AvroNames.of(schema)));
      return null;
    }
  }

  private static final class UnionReader extends AvroReader {
    private final AvroReader[] branches;

    UnionReader(AvroReader[] branches) {
      this.branches = branches;
    }

    @Override
    @Nullable Object read(AvroInput in) throws IOException {
      int branch = in.decoder().readIndex();
      if (branch < 0 || branch >= branches.length) {
        throw new IOException("a union of " + branches.length + " has no branch " + branch);
      }
      return branches[branch].read(in);
    }
  }

  private static final class ListReader extends AvroReader {
    private final AvroReader element;

    ListReader(AvroReader element) {
      this.element = element;
    }

    @Override
    Object read(AvroInput in) throws IOException {
      List<@Nullable Object> list = new ArrayList<>();
      for (long block = in.count(in.decoder().readArrayStart()); block > 0; ) {
        for (long i = 0; i < block; i++) {
          list.add(element.read(in));
        }
        block = in.count(in.decoder().arrayNext());
      }
      return list;
    }
  }

  private static final class MapReader extends AvroReader {
    private final AvroReader value;

    MapReader(AvroReader value) {
      this.value = value;
    }

    @Override
    Object read(AvroInput in) throws IOException {
      Map<String, @Nullable Object> map = new LinkedHashMap<>();
      for (long block = in.count(in.decoder().readMapStart()); block > 0; ) {
        for (long i = 0; i < block; i++) {
          map.put(AvroScalarReader.text(in), value.read(in));
        }
        block = in.count(in.decoder().mapNext());
      }
      return map;
    }
  }
}
