// SPDX-License-Identifier: Apache-2.0
import java.util.List;
import java.util.Map;
import org.opensearch.common.settings.Settings;
import org.opensearch.node.InternalSettingsPreparer;
import org.opensearch.node.Node;
import org.opensearch.transport.Netty4Plugin;

/**
 * A node of OpenSearch that is a cluster by itself, on loopback, without its launcher and without
 * plugins for security: {@code java -cp JARS SearchNode.java PORT FOLDER}.
 */
final class SearchNode extends Node {
  private SearchNode(Settings settings) {
    super(
        InternalSettingsPreparer.prepareEnvironment(settings, Map.of(), null, () -> "one"),
        List.of(Netty4Plugin.class),
        false);
  }

  public static void main(String[] arguments) throws Exception {
    new SearchNode(
            Settings.builder()
                .put("path.home", arguments[1])
                .put("http.port", arguments[0])
                .put("transport.port", "0")
                .put("network.host", "127.0.0.1")
                .put("discovery.type", "single-node")
                .put("node.name", "one")
                .put("cluster.name", "test")
                .put("http.type", "netty4")
                .put("transport.type", "netty4")
                .put("cluster.routing.allocation.disk.threshold_enabled", "false")
                .build())
        .start();
    Thread.currentThread().join();
  }
}
