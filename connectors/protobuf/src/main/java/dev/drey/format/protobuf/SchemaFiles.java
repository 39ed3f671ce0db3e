// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.protobuf;

import com.google.protobuf.AnyProto;
import com.google.protobuf.ApiProto;
import com.google.protobuf.DescriptorProtos;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DurationProto;
import com.google.protobuf.EmptyProto;
import com.google.protobuf.FieldMaskProto;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.SourceContextProto;
import com.google.protobuf.StructProto;
import com.google.protobuf.TimestampProto;
import com.google.protobuf.TypeProto;
import com.google.protobuf.WrappersProto;
import dev.drey.format.registry.RegisteredSchema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Schemas as they travel: whatever file a spec names, {@code .proto} with what it imports or a set
 * of descriptors, becomes {@code {"descriptorSet": "BASE64"}}, which needs no other file.
 */
final class SchemaFiles {
  static final List<String> SUFFIXES = List.of(".proto", ".desc", ".pb", ".binpb", ".protoset");

  /** What every user of Protobuf has, by the name under which it is imported. */
  static final Map<String, FileDescriptor> KNOWN =
      List.of(
              AnyProto.getDescriptor(),
              ApiProto.getDescriptor(),
              DescriptorProtos.getDescriptor(),
              DurationProto.getDescriptor(),
              EmptyProto.getDescriptor(),
              FieldMaskProto.getDescriptor(),
              SourceContextProto.getDescriptor(),
              StructProto.getDescriptor(),
              TimestampProto.getDescriptor(),
              TypeProto.getDescriptor(),
              WrappersProto.getDescriptor())
          .stream()
          .collect(Collectors.toUnmodifiableMap(FileDescriptor::getName, each -> each));

  private static final Pattern TEXT =
      Pattern.compile("\\s*\\{\\s*\"descriptorSet\"\\s*:\\s*\"([A-Za-z0-9+/=]*)\"\\s*\\}\\s*");

  private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/]+={0,2}");

  private SchemaFiles() {}

  /** The text of a file, as it travels. */
  static String text(Path file) throws IOException, ProtobufMismatch {
    return text(
        String.valueOf(file.getFileName()).endsWith(".proto")
            ? new Imports(file).all()
            : set(Files.readAllBytes(file)));
  }

  static String text(FileDescriptorSet set) {
    FileDescriptorSet.Builder bare = FileDescriptorSet.newBuilder();
    set.getFileList().forEach(each -> bare.addFile(each.toBuilder().clearSourceCodeInfo()));
    return "{\"descriptorSet\": \""
        + Base64.getEncoder().encodeToString(bare.build().toByteArray())
        + "\"}";
  }

  /**
   * Schemas of a registry, the last of which refers to those before it: texts of {@code .proto}
   * files or, as some registries keep them, descriptors in base64.
   */
  static FileDescriptorSet registered(List<RegisteredSchema> schemas) throws ProtobufMismatch {
    FileDescriptorSet.Builder set = FileDescriptorSet.newBuilder();
    for (RegisteredSchema schema : schemas) {
      String name = schema.name().isEmpty() ? "registered.proto" : schema.name();
      Optional<FileDescriptorProto> described = described(schema.text());
      if (described.isPresent()) {
        set.addFile(described.get().toBuilder().setName(name));
        continue;
      }
      ProtoSource source = ProtoSource.of(name, schema.text());
      FileDescriptorProto.Builder file = source.file();
      for (String each : source.imports()) {
        // What is not referred to may be for options alone, as in files.
        if (KNOWN.containsKey(each)
            || schemas.stream().anyMatch(other -> other.name().equals(each))) {
          source.depend(file, each);
        }
      }
      set.addFile(file);
    }
    return set.build();
  }

  private static Optional<FileDescriptorProto> described(String text) {
    if (!BASE64.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(FileDescriptorProto.parseFrom(Base64.getDecoder().decode(text)));
    } catch (IllegalArgumentException | InvalidProtocolBufferException noDescriptor) {
      return Optional.empty();
    }
  }

  static FileDescriptorSet set(String text) throws ProtobufMismatch {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw new ProtobufMismatch(
          "this is no schema of Protobuf: it is the path of a .proto file or of a set of"
              + " descriptors, or {\"descriptorSet\": \"BASE64\"}");
    }
    try {
      return set(Base64.getDecoder().decode(matcher.group(1)));
    } catch (IllegalArgumentException e) {
      throw new ProtobufMismatch("the descriptors are not in base64: " + e.getMessage());
    }
  }

  private static FileDescriptorSet set(byte[] bytes) throws ProtobufMismatch {
    try {
      FileDescriptorSet set = FileDescriptorSet.parseFrom(bytes);
      if (set.getFileCount() > 0 && set.getFileList().stream().allMatch(SchemaFiles::isFile)) {
        return set;
      }
    } catch (InvalidProtocolBufferException e) {
      // As one that can be read and has nothing in it.
    }
    throw new ProtobufMismatch(
        "this is no set of descriptors of Protobuf, such as `protoc --include_imports -o FILE`"
            + " writes");
  }

  private static boolean isFile(FileDescriptorProto file) {
    return !file.getName().isEmpty();
  }

  /** A {@code .proto} file behind all that it imports. */
  private static final class Imports {
    private static final int MOST_FILES = 500;
    private final Path first;
    private final Map<String, FileDescriptorProto> files = new LinkedHashMap<>();
    private int roots = 1;

    Imports(Path first) {
      this.first = first.toAbsolutePath().normalize();
    }

    FileDescriptorSet all() throws IOException, ProtobufMismatch {
      String name = String.valueOf(first.getFileName());
      ProtoSource source = ProtoSource.of(name, read(first));
      // The folder that imports begin at is as far above as the package has parts.
      roots += source.packageDepth();
      add(name, source, 0);
      return FileDescriptorSet.newBuilder().addAllFile(files.values()).build();
    }

    private void add(String name, ProtoSource source, int depth)
        throws IOException, ProtobufMismatch {
      if (depth > MOST_FILES) {
        throw new ProtobufMismatch("`" + name + "` imports itself, without end");
      }
      FileDescriptorProto.Builder file = source.file();
      for (String each : source.imports()) {
        Optional<Path> path = KNOWN.containsKey(each) ? Optional.empty() : find(each);
        if (path.isPresent() && !files.containsKey(each)) {
          add(each, ProtoSource.of(each, read(path.get())), depth + 1);
        }
        // What is not found may be for options alone; a type of it is missed by its name.
        if (path.isPresent() || KNOWN.containsKey(each)) {
          source.depend(file, each);
        }
      }
      files.put(name, file.build());
    }

    private Optional<Path> find(String name) {
      Path folder = first.getParent();
      for (int i = 0; i < roots && folder != null; i++) {
        Path file = folder.resolve(name);
        if (Files.isRegularFile(file)) {
          return Optional.of(file);
        }
        folder = folder.getParent();
      }
      return Optional.empty();
    }

    private static String read(Path file) throws IOException {
      return Files.readString(file, StandardCharsets.UTF_8);
    }
  }
}
