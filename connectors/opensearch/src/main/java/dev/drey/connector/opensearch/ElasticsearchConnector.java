// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.opensearch;

import dev.drey.connector.ConnectorDescriptor;
import dev.drey.connector.ConnectorUsage;
import dev.drey.connector.Finding;
import dev.drey.connector.JobConnector;
import dev.drey.connector.Permission;
import dev.drey.connector.SinkContext;
import dev.drey.connector.SinkRole;
import java.util.List;
import java.util.Optional;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamSink;

/** The connector {@code elasticsearch}. */
public final class ElasticsearchConnector implements JobConnector, SinkRole {
  private final ConnectorDescriptor descriptor =
      SearchSink.descriptor("elasticsearch", SearchOptions.elasticsearch())
          .description(
              "Elasticsearch, from 7 on. A sink puts a document, the row as JSON, for each row, and"
                  + " deletes the document of a row that is taken back, as `opensearch` does; it is"
                  + " tested against OpenSearch, whose bulk requests are the same.")
          .testedAgainst("a node of OpenSearch; no Elasticsearch is to be had")
          .sinkExample(
              "readings_out:\n"
                  + "  from: readings\n"
                  + "  elasticsearch:\n"
                  + "    url: https://search.example.com:9200\n"
                  + "    index: cards\n"
                  + "    id: card_id\n"
                  + "    apiKey: {secret: \"file:/run/secrets/search\"}\n")
          .build();

  @Override
  public ConnectorDescriptor descriptor() {
    return descriptor;
  }

  @Override
  public Optional<SinkRole> asSink() {
    return Optional.of(this);
  }

  @Override
  public List<Finding> check(ConnectorUsage usage) {
    return SearchSink.check(usage);
  }

  @Override
  public List<Permission> permissions(ConnectorUsage usage) {
    return SearchSink.permissions(usage);
  }

  @Override
  public String place(ConnectorUsage usage) {
    return SearchSink.place(usage);
  }

  @Override
  public DataStreamSink<?> sink(SinkContext context, DataStream<Object[]> rows) {
    return SearchSink.sink(context, rows);
  }
}
