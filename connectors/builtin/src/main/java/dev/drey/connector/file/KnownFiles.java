// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.file;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** What the finding of files has come to: those seen, and those of them that nobody reads yet. */
final class KnownFiles {
  private final Set<String> seen;
  private final List<OrderedFile> waiting;

  KnownFiles(Set<String> seen, List<OrderedFile> waiting) {
    this.seen = new TreeSet<>(seen);
    this.waiting = new ArrayList<>(waiting);
  }

  Set<String> seen() {
    return seen;
  }

  List<OrderedFile> waiting() {
    return waiting;
  }

  /** Version 2: the paths seen, then the files that wait. */
  static final class Serializer implements SimpleVersionedSerializer<KnownFiles> {
    @Override
    public int getVersion() {
      return 2;
    }

    @Override
    public byte[] serialize(KnownFiles known) throws IOException {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      DataOutputStream out = new DataOutputStream(bytes);
      out.writeInt(known.seen.size());
      for (String path : known.seen) {
        out.writeUTF(path);
      }
      out.writeInt(known.waiting.size());
      for (OrderedFile file : known.waiting) {
        file.write(out);
      }
      return bytes.toByteArray();
    }

    @Override
    public KnownFiles deserialize(int version, byte[] bytes) throws IOException {
      DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
      Set<String> seen = new TreeSet<>();
      for (int left = in.readInt(); left > 0; left--) {
        seen.add(in.readUTF());
      }
      List<OrderedFile> waiting = new ArrayList<>();
      for (int left = in.readInt(); left > 0; left--) {
        waiting.add(OrderedFile.read(version, in));
      }
      return new KnownFiles(seen, waiting);
    }
  }
}
