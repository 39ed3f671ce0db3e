// SPDX-License-Identifier: Apache-2.0
package dev.drey.backend;

import dev.drey.testkit.Poll;
import java.io.Closeable;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

/**
 * The npm package {@code dynalite} as a process on loopback, over plain http, with its data in
 * memory: tables and items as the service has them. It is never busy; {@link DynamoDbProxy} is. Any
 * credentials will do.
 */
public final class DynamoDbEmulator implements Closeable {
  /** What to send for access key and secret key. */
  public static final String ANY_KEY = "test";

  private static final Duration START = Duration.ofSeconds(60);
  private static final Duration CHANGE = Duration.ofMinutes(1);

  private final ChildProcess process;
  private final URI endpoint;
  private final DynamoDbClient client;

  private DynamoDbEmulator(ChildProcess process, URI endpoint) {
    this.process = process;
    this.endpoint = endpoint;
    this.client =
        DynamoDbClient.builder()
            .endpointOverride(endpoint)
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create(ANY_KEY, ANY_KEY)))
            .httpClient(UrlConnectionHttpClient.create())
            .build();
  }

  /** Starts an emulator without tables and waits until it answers. */
  public static DynamoDbEmulator start() {
    int port = Loopback.freePort();
    ChildProcess process =
        ChildProcess.start(
            "dynamodb",
            List.of(
                "node",
                "--require",
                BackendFolder.resolve("kinesis/loopback.js").toString(),
                BackendFolder.resolve("dynamodb/node_modules/dynalite/cli.js").toString(),
                "--port",
                Integer.toString(port),
                "--createTableMs",
                "0"),
            Map.of());
    DynamoDbEmulator emulator =
        new DynamoDbEmulator(process, URI.create("http://" + Loopback.HOST + ":" + port + "/"));
    process.awaitReady(
        START, () -> Loopback.accepts(port) && emulator.client.listTables().tableNames() != null);
    return emulator;
  }

  /** Where the API is served, over plain http. */
  public URI endpoint() {
    return endpoint;
  }

  /** The emulator's API for what this class does not offer. */
  public DynamoDbClient client() {
    return client;
  }

  /**
   * Creates a table and waits until it can be used.
   *
   * @param key the attributes of its primary key, one or two, as {@code id:S}
   */
  public void createTable(String table, String... key) {
    List<AttributeDefinition> attributes = new ArrayList<>();
    List<KeySchemaElement> schema = new ArrayList<>();
    for (String each : key) {
      String name = each.substring(0, each.indexOf(':'));
      ScalarAttributeType type =
          ScalarAttributeType.fromValue(each.substring(each.indexOf(':') + 1));
      attributes.add(AttributeDefinition.builder().attributeName(name).attributeType(type).build());
      schema.add(
          KeySchemaElement.builder()
              .attributeName(name)
              .keyType(schema.isEmpty() ? KeyType.HASH : KeyType.RANGE)
              .build());
    }
    client.createTable(
        request ->
            request
                .tableName(table)
                .attributeDefinitions(attributes)
                .keySchema(schema)
                .billingMode(BillingMode.PAY_PER_REQUEST));
    // The SDK's own waiter would ask again after 20 seconds.
    Poll.until(
        "table " + table,
        CHANGE,
        () ->
            client.describeTable(request -> request.tableName(table)).table().tableStatus()
                == TableStatus.ACTIVE);
  }

  public void put(String table, Map<String, AttributeValue> item) {
    client.putItem(request -> request.tableName(table).item(item));
  }

  /** All items of a table. */
  public List<Map<String, AttributeValue>> items(String table) {
    List<Map<String, AttributeValue>> items = new ArrayList<>();
    client.scanPaginator(request -> request.tableName(table)).items().forEach(items::add);
    return items;
  }

  @Override
  public void close() {
    client.close();
    process.kill();
  }

  @Override
  public String toString() {
    return "DynamoDB emulator at " + endpoint + " (" + process + ")";
  }
}
