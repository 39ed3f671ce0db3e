// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.drey.row.RowFunction;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.functions.sink.filesystem.BucketAssigner;
import org.apache.flink.streaming.api.functions.sink.filesystem.bucketassigners.SimpleVersionedStringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * The folder of a row below the sink's path: {@code dt=2026-11-26/region=eu}. Whatever a value is,
 * it makes one folder of that name: no slash, no step upwards and no hidden name comes of it. Other
 * characters are not written as %XX, as Hive does, for Flink's file systems take addresses apart
 * and put them together again, and make %25XX of that.
 */
final class PartitionFolders implements BucketAssigner<Object[], String> {
  private static final long serialVersionUID = 1;

  /** As Hive calls the folder of NULL, which no value is written as. */
  private static final String NULL = "__HIVE_DEFAULT_PARTITION__";

  /** File systems take names of 255 bytes. */
  private static final int LONGEST = 150;

  private static final int HASH_BYTES = 8;

  private final LinkedHashMap<String, RowFunction> values;
  private transient boolean open;

  private PartitionFolders(Map<String, RowFunction> values) {
    this.values = new LinkedHashMap<>(values);
  }

  /** Without any partition all rows are in the folder itself. */
  static PartitionFolders of(Map<String, RowFunction> values) {
    return new PartitionFolders(values);
  }

  @Override
  public String getBucketId(Object[] row, Context context) {
    if (!open) {
      values.values().forEach(RowFunction::open);
      open = true;
    }
    List<String> folders = new ArrayList<>(values.size());
    values.forEach((name, value) -> folders.add(name + "=" + escaped(value.apply(row))));
    return String.join("/", folders);
  }

  /** One that is the text of NULL's own folder is escaped, so that nothing else is there. */
  static String escaped(@Nullable Object value) {
    if (value == null) {
      return NULL;
    }
    byte[] bytes = value.toString().getBytes(UTF_8);
    StringBuilder name = new StringBuilder();
    for (byte each : bytes) {
      boolean plain =
          (each >= 'a' && each <= 'z')
              || (each >= 'A' && each <= 'Z')
              || (each >= '0' && each <= '9')
              || each == '-'
              || each == '.'
              || (each == '_' && name.length() > 0);
      if (plain) {
        name.append((char) each);
      } else {
        name.append(String.format("~%02X", each));
      }
    }
    return name.length() <= LONGEST ? name.toString() : shortened(name.toString(), bytes);
  }

  private static String shortened(String name, byte[] value) {
    StringBuilder hash = new StringBuilder();
    byte[] digest = sha256(value);
    for (int i = 0; i < HASH_BYTES; i++) {
      hash.append(String.format("%02x", digest[i]));
    }
    String start = name.substring(0, LONGEST).replaceFirst("~.?$", "");
    return start + "~~" + hash;
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has it", e);
    }
  }

  @Override
  public SimpleVersionedSerializer<String> getSerializer() {
    return SimpleVersionedStringSerializer.INSTANCE;
  }
}
