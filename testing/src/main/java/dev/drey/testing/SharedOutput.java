// SPDX-License-Identifier: Apache-2.0
package dev.drey.testing;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** One output with all its readers. Each gets a copy of its own, as between two Flink tasks. */
final class SharedOutput implements Receiver {
  private final List<Receiver> receivers = new ArrayList<>();
  private final TypeSerializer<Object> serializer;
  private final DataOutputSerializer bytes = new DataOutputSerializer(256);

  SharedOutput(TypeSerializer<Object> serializer) {
    this.serializer = serializer;
  }

  void add(Receiver receiver) {
    receivers.add(receiver);
  }

  @Override
  public void row(StreamRecord<Object> row) throws Exception {
    for (Receiver receiver : receivers) {
      receiver.row(row.copy(copy(row.getValue())));
    }
  }

  /** Through bytes: operators of Flink SQL count on it that a row has been sent. */
  private Object copy(Object row) throws IOException {
    bytes.clear();
    serializer.serialize(row, bytes);
    return serializer.deserialize(
        new DataInputDeserializer(bytes.getSharedBuffer(), 0, bytes.length()));
  }

  @Override
  public void watermark(long time) throws Exception {
    for (Receiver receiver : receivers) {
      receiver.watermark(time);
    }
  }

  @Override
  public void idle() throws Exception {
    for (Receiver receiver : receivers) {
      receiver.idle();
    }
  }

  @Override
  public void active() throws Exception {
    for (Receiver receiver : receivers) {
      receiver.active();
    }
  }
}
