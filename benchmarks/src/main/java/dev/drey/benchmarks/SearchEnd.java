// SPDX-License-Identifier: Apache-2.0
package dev.drey.benchmarks;

import dev.drey.backend.SearchNode;
import dev.drey.benchmarks.HandWritten.Fee;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.connector.opensearch.sink.Opensearch2SinkBuilder;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.http.HttpHost;
import org.opensearch.action.index.IndexRequest;

/** An index of a node of OpenSearch at the end of a job: a document a row, of its id. */
final class SearchEnd implements Target {
  private static final String FIELDS =
      "{\"tx_id\": {\"type\": \"keyword\"}, \"card_id\": {\"type\": \"keyword\"},"
          + " \"amount\": {\"type\": \"double\"}, \"fee\": {\"type\": \"double\"}}";

  private final SearchNode node = SearchNode.start();
  private int indices;

  private String index() {
    return "fees-" + indices;
  }

  @Override
  public void empty() {
    indices++;
    node.createIndex(index(), FIELDS);
  }

  @Override
  public String sink() {
    return "opensearch: {url: \"" + node.endpoint() + "\", index: " + index() + ", id: tx_id}";
  }

  /** The bounds of a bulk request are the connector's own. */
  @Override
  public void byHand(DataStream<Fee> fees) {
    String index = index();
    fees.sinkTo(
        new Opensearch2SinkBuilder<Fee>()
            .setHosts(new HttpHost(node.endpoint().getHost(), node.endpoint().getPort()))
            .setEmitter(
                (fee, context, indexer) ->
                    indexer.add(
                        new IndexRequest(index)
                            .id(fee.txId)
                            .source(
                                Map.of(
                                    "tx_id", fee.txId,
                                    "card_id", fee.cardId,
                                    "amount", fee.amount,
                                    "fee", fee.fee))))
            .build());
  }

  @Override
  public List<byte[]> written() {
    return node.documents(index()).values().stream()
        .map(document -> document.toString().getBytes(StandardCharsets.UTF_8))
        .collect(Collectors.toList());
  }

  @Override
  public void close() {
    node.close();
  }
}
