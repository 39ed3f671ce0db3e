// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.dynamodb;

import dev.drey.backend.DynamoDbEmulator;
import dev.drey.shape.OptionValues;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The options of a use of a table at an endpoint. */
final class DynamoDbOf {
  private DynamoDbOf() {}

  static Map<String, Object> table(String table, URI endpoint) {
    Map<String, Object> options = new LinkedHashMap<>();
    options.put("table", table);
    options.put("endpoint", endpoint.toString());
    options.put(
        "credentials",
        OptionValues.of(
            Map.of(
                "basic",
                OptionValues.of(
                    Map.of(
                        "accessKey",
                        DynamoDbEmulator.ANY_KEY,
                        "secretKey",
                        DynamoDbEmulator.ANY_KEY)))));
    return options;
  }

  static Map<String, Object> sink(String table, URI endpoint, String... key) {
    Map<String, Object> options = table(table, endpoint);
    options.put("key", List.of(key));
    options.put("retry", OptionValues.of(Map.of("backoff", Duration.ofMillis(5))));
    return options;
  }
}
