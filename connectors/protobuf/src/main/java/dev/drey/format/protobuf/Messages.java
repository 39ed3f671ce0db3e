// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.protobuf;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The messages of a schema, linked with each other. */
final class Messages {
  private final Map<String, FileDescriptorProto> files = new HashMap<>();
  private final Map<String, FileDescriptor> linked = new HashMap<>(SchemaFiles.KNOWN);
  private final Set<String> open = new HashSet<>();

  private Messages(FileDescriptorSet set) {
    set.getFileList().forEach(file -> files.put(file.getName(), file));
  }

  /**
   * @param schema the text of a schema as it travels
   * @param name with the package or, where there is one of it, without; empty where there is one
   *     message
   */
  static Descriptor of(String schema, Optional<String> name) throws ProtobufMismatch {
    FileDescriptorSet set = SchemaFiles.set(schema);
    Messages messages = new Messages(set);
    // What a set is made for is its last file, behind what that imports.
    List<Descriptor> last = new ArrayList<>();
    List<Descriptor> all = new ArrayList<>();
    for (FileDescriptorProto file : set.getFileList()) {
      last = messages.link(file.getName(), "").getMessageTypes();
      last.forEach(each -> addNested(each, all));
    }
    if (name.isEmpty()) {
      if (last.size() == 1) {
        return last.get(0);
      }
      throw new ProtobufMismatch("`message` has to say which it is: the schema has " + names(last));
    }
    for (Descriptor each : all) {
      if (each.getFullName().equals(name.get())) {
        return each;
      }
    }
    List<Descriptor> called =
        all.stream().filter(each -> each.getName().equals(name.get())).collect(Collectors.toList());
    if (called.size() == 1) {
      return called.get(0);
    }
    throw new ProtobufMismatch(
        called.isEmpty()
            ? "the schema has no message `" + name.get() + "`: it has " + names(all)
            : "several messages are called `" + name.get() + "`: " + names(called));
  }

  /** The last file of a set, linked with those before it. */
  static FileDescriptor file(FileDescriptorSet set) throws ProtobufMismatch {
    Messages messages = new Messages(set);
    return messages.link(set.getFile(set.getFileCount() - 1).getName(), "");
  }

  private static void addNested(Descriptor message, List<Descriptor> all) {
    if (!message.getOptions().getMapEntry()) {
      all.add(message);
      message.getNestedTypes().forEach(each -> addNested(each, all));
    }
  }

  private static String names(List<Descriptor> messages) {
    return messages.isEmpty()
        ? "none"
        : messages.stream().limit(20).map(Descriptor::getFullName).collect(Collectors.joining(", "))
            + (messages.size() > 20 ? " and more" : "");
  }

  private FileDescriptor link(String name, String by) throws ProtobufMismatch {
    FileDescriptorProto file = files.get(name);
    FileDescriptor known = linked.get(name);
    if (known != null) {
      return known;
    }
    if (file == null) {
      throw new ProtobufMismatch(
          "the descriptors lack `"
              + name
              + "`, which `"
              + by
              + "` imports: protoc's `--include_imports` puts it among them");
    }
    if (!open.add(name)) {
      throw new ProtobufMismatch("`" + name + "` imports itself, without end");
    }
    FileDescriptor[] imports = new FileDescriptor[file.getDependencyCount()];
    for (int i = 0; i < imports.length; i++) {
      imports[i] = link(file.getDependency(i), name);
    }
    try {
      FileDescriptor made = FileDescriptor.buildFrom(file, imports);
      linked.put(name, made);
      return made;
    } catch (DescriptorValidationException e) {
      throw new ProtobufMismatch("`" + name + "` cannot be used: " + e.getMessage());
    }
  }
}
