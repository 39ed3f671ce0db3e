// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.protobuf;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import dev.drey.format.BadRecordException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Which message of a schema a record is, as Confluent's serializers write it between the number of
 * the schema and the message: the message's place in the file, or in the message around it, from
 * the outermost on. Numbers are zigzag varints, their count first; the first message of a file is a
 * single zero.
 */
final class MessageIndexes {
  /** Deeper than the compiler of Protobuf lets messages stand in each other. */
  private static final int MOST = 64;

  private MessageIndexes() {}

  static List<Integer> read(CodedInputStream in) throws IOException, BadRecordException {
    int count = CodedInputStream.decodeZigZag32(in.readRawVarint32());
    if (count < 0 || count > MOST) {
      throw new BadRecordException(
          "the record says to be " + count + " messages deep, and not which it is");
    }
    List<Integer> indexes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      indexes.add(CodedInputStream.decodeZigZag32(in.readRawVarint32()));
    }
    return count == 0 ? List.of(0) : indexes;
  }

  /** The message at these places; empty where there is none. */
  static Optional<Descriptor> find(FileDescriptor file, List<Integer> indexes) {
    List<Descriptor> messages = file.getMessageTypes();
    Optional<Descriptor> found = Optional.empty();
    for (int index : indexes) {
      if (index < 0 || index >= messages.size()) {
        return Optional.empty();
      }
      found = Optional.of(messages.get(index));
      messages = written(messages.get(index));
    }
    return found;
  }

  /** The messages in a message, without those that stand for maps, which no text has. */
  private static List<Descriptor> written(Descriptor message) {
    return message.getNestedTypes().stream()
        .filter(each -> !each.getOptions().getMapEntry())
        .collect(Collectors.toList());
  }

  static List<Integer> of(Descriptor message) {
    List<Integer> indexes = new ArrayList<>();
    Descriptor inner = message;
    for (Descriptor around = inner.getContainingType();
        around != null;
        around = inner.getContainingType()) {
      indexes.add(0, written(around).indexOf(inner));
      inner = around;
    }
    indexes.add(0, inner.getFile().getMessageTypes().indexOf(inner));
    return indexes;
  }

  static byte[] bytes(List<Integer> indexes) throws IOException {
    if (indexes.equals(List.of(0))) {
      return new byte[] {0};
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    out.writeSInt32NoTag(indexes.size());
    for (int index : indexes) {
      out.writeSInt32NoTag(index);
    }
    out.flush();
    return bytes.toByteArray();
  }
}
