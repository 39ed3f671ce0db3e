// SPDX-License-Identifier: Apache-2.0
package dev.drey.benchmarks;

import dev.drey.benchmarks.HandWritten.Fee;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.connector.base.sink.AsyncSinkBase;
import org.apache.flink.connector.base.sink.writer.AsyncSinkWriter;
import org.apache.flink.connector.base.sink.writer.AsyncSinkWriterStateSerializer;
import org.apache.flink.connector.base.sink.writer.BufferedRequestState;
import org.apache.flink.connector.base.sink.writer.ElementConverter;
import org.apache.flink.connector.base.sink.writer.ResultHandler;
import org.apache.flink.connector.base.sink.writer.config.AsyncSinkWriterConfiguration;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Lists of JSON objects by HTTP, as the documentation of Flink's asynchronous sink has one. */
final class HandHttpSink extends AsyncSinkBase<Fee, byte[]> {
  private static final long serialVersionUID = 1;
  private static final long MIB = 1024 * 1024;

  private final URI endpoint;

  /** With as many records and requests as Drey's has where a spec does not say. */
  HandHttpSink(URI endpoint) {
    super(new ToJson(), 500, 8, 10_000, 16 * MIB, 1000, 16 * MIB);
    this.endpoint = endpoint;
  }

  @Override
  @Deprecated
  public StatefulSinkWriter<Fee, BufferedRequestState<byte[]>> createWriter(InitContext context) {
    return restoreWriter(context, List.of());
  }

  @Override
  @Deprecated
  public StatefulSinkWriter<Fee, BufferedRequestState<byte[]>> restoreWriter(
      InitContext context, Collection<BufferedRequestState<byte[]>> states) {
    return new Writer(
        getElementConverter(),
        context,
        AsyncSinkWriterConfiguration.builder()
            .setMaxBatchSize(getMaxBatchSize())
            .setMaxBatchSizeInBytes(getMaxBatchSizeInBytes())
            .setMaxInFlightRequests(getMaxInFlightRequests())
            .setMaxBufferedRequests(getMaxBufferedRequests())
            .setMaxTimeInBufferMS(getMaxTimeInBufferMS())
            .setMaxRecordSizeInBytes(getMaxRecordSizeInBytes())
            .build(),
        states,
        endpoint);
  }

  @Override
  public SimpleVersionedSerializer<BufferedRequestState<byte[]>> getWriterStateSerializer() {
    return new StateSerializer();
  }

  private static final class ToJson implements ElementConverter<Fee, byte[]> {
    private static final long serialVersionUID = 1;

    @Override
    public byte[] apply(Fee fee, SinkWriter.Context context) {
      return fee.json();
    }
  }

  private static final class Writer extends AsyncSinkWriter<Fee, byte[]> {
    private final HttpClient client = HttpClient.newHttpClient();
    private final URI endpoint;

    @SuppressWarnings("deprecation") // As Flink's connectors of 1.20 have it.
    Writer(
        ElementConverter<Fee, byte[]> converter,
        InitContext context,
        AsyncSinkWriterConfiguration configuration,
        Collection<BufferedRequestState<byte[]>> states,
        URI endpoint) {
      super(converter, context, configuration, states);
      this.endpoint = endpoint;
    }

    @Override
    protected void submitRequestEntries(List<byte[]> entries, ResultHandler<byte[]> handler) {
      ByteArrayOutputStream list = new ByteArrayOutputStream();
      for (byte[] entry : entries) {
        list.write(list.size() == 0 ? '[' : ',');
        list.writeBytes(entry);
      }
      list.write(']');
      CompletableFuture<Void> ignored =
          client
              .sendAsync(
                  HttpRequest.newBuilder(endpoint)
                      .header("Content-Type", "application/json")
                      .POST(BodyPublishers.ofByteArray(list.toByteArray()))
                      .build(),
                  BodyHandlers.discarding())
              .handle(
                  (answer, failure) -> {
                    if (failure != null) {
                      handler.completeExceptionally(new IOException(failure));
                    } else if (answer.statusCode() == 200) {
                      handler.complete();
                    } else {
                      handler.retryForEntries(entries);
                    }
                    return null;
                  });
    }

    @Override
    protected long getSizeInBytes(byte[] entry) {
      return entry.length;
    }
  }

  private static final class StateSerializer extends AsyncSinkWriterStateSerializer<byte[]> {
    @Override
    protected void serializeRequestToStream(byte[] entry, DataOutputStream out) throws IOException {
      out.write(entry);
    }

    @Override
    protected byte[] deserializeRequestFromStream(long size, DataInputStream in)
        throws IOException {
      return in.readNBytes((int) size);
    }

    @Override
    public int getVersion() {
      return 1;
    }
  }
}
