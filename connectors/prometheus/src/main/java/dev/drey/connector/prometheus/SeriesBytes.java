// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.prometheus;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * Series of one sample each in the form of remote write 1.0, {@code prometheus.WriteRequest}:
 *
 * <pre>
 * message WriteRequest { repeated TimeSeries timeseries = 1; }
 * message TimeSeries   { repeated Label labels = 1; repeated Sample samples = 2; }
 * message Label        { string name = 1; string value = 2; }
 * message Sample       { double value = 1; int64 timestamp = 2; }
 * </pre>
 */
final class SeriesBytes {
  private static final int TIMESERIES = 1;
  private static final int LABELS = 1;
  private static final int SAMPLES = 2;
  private static final int NAME = 1;
  private static final int LABEL_VALUE = 2;
  private static final int SAMPLE_VALUE = 1;
  private static final int TIMESTAMP = 2;
  private static final String METRIC = "__name__";

  private final Map<String, String> labels;
  private final long time;
  private final ByteArrayOutputStream series = new ByteArrayOutputStream();

  SeriesBytes(Map<String, String> labels, long time) {
    this.labels = labels;
    this.time = time;
  }

  void add(String metric, double value) {
    // The protocol wants them in this order.
    Map<String, String> all = new TreeMap<>(labels);
    all.put(METRIC, metric);
    Fields one = new Fields();
    all.forEach((name, text) -> one.message(LABELS, label(name, text)));
    Fields sample = new Fields();
    sample.number(SAMPLE_VALUE, value);
    sample.integer(TIMESTAMP, time);
    one.message(SAMPLES, sample);
    Fields field = new Fields();
    field.message(TIMESERIES, one);
    series.writeBytes(field.toByteArray());
  }

  private static Fields label(String name, String text) {
    Fields label = new Fields();
    label.text(NAME, name);
    label.text(LABEL_VALUE, text);
    return label;
  }

  byte[] toByteArray() {
    return series.toByteArray();
  }

  /** The fields of a message. */
  private static final class Fields {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final CodedOutputStream out = CodedOutputStream.newInstance(bytes);

    /** One write to memory, which cannot fail. */
    private interface Write {
      void run() throws IOException;
    }

    private static void write(Write write) {
      try {
        write.run();
      } catch (IOException impossible) {
        throw new UncheckedIOException(impossible);
      }
    }

    void text(int field, String text) {
      write(() -> out.writeString(field, text));
    }

    void number(int field, double value) {
      write(() -> out.writeDouble(field, value));
    }

    void integer(int field, long value) {
      write(() -> out.writeInt64(field, value));
    }

    void message(int field, Fields message) {
      byte[] inner = message.toByteArray();
      write(() -> out.writeByteArray(field, inner));
    }

    byte[] toByteArray() {
      write(out::flush);
      return bytes.toByteArray();
    }
  }
}
