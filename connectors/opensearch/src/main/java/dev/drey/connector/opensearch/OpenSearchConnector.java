// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.opensearch;

import dev.drey.connector.ConnectorDescriptor;
import dev.drey.connector.ConnectorUsage;
import dev.drey.connector.Finding;
import dev.drey.connector.JobConnector;
import dev.drey.connector.Permission;
import dev.drey.connector.SinkContext;
import dev.drey.connector.SinkRole;
import dev.drey.connector.aws.Credentials;
import dev.drey.connector.tls.TlsOptions;
import dev.drey.shape.OptionValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamSink;

/** The connector {@code opensearch}. */
public final class OpenSearchConnector implements JobConnector, SinkRole {
  private final ConnectorDescriptor descriptor =
      SearchSink.descriptor("opensearch", SearchOptions.openSearch())
          .description(
              "OpenSearch, a cluster of one's own or the AWS services. A sink puts a document, the"
                  + " row as JSON, for each row, and deletes the document of a row that is taken"
                  + " back. What a cluster has no time for is sent again; what its mapping refuses,"
                  + " leaves the sink as `onError` says.")
          .iamActions(
              List.of(SearchSink.WRITE, SearchSink.WRITE_SERVERLESS, TlsOptions.actions().get(0)))
          .testedAgainst("a node of OpenSearch")
          .sinkExample(
              "readings_out:\n"
                  + "  from: readings\n"
                  + "  opensearch:\n"
                  + "    url: https://search-plant.eu-central-1.es.amazonaws.com\n"
                  + "    index: cards\n"
                  + "    id: card_id\n"
                  + "    aws: {}\n")
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
  public String place(ConnectorUsage usage) {
    return SearchSink.place(usage);
  }

  @Override
  public List<Permission> permissions(ConnectorUsage usage) {
    List<Permission> permissions = new ArrayList<>(SearchSink.permissions(usage));
    Optional<OptionValues> aws = usage.options().find(SearchOptions.AWS);
    if (aws.isEmpty()) {
      return permissions;
    }
    permissions.add(AwsHost.of(usage.options()).permission());
    permissions.addAll(Credentials.of(aws.get()).permissions());
    return permissions;
  }

  @Override
  public DataStreamSink<?> sink(SinkContext context, DataStream<Object[]> rows) {
    return SearchSink.sink(context, rows);
  }
}
