// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.awssecrets;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.drey.connector.SecretStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The services' own clients against a server of ours on loopback that speaks their protocol (JSON
 * 1.1, as the AWS SDK sends it): neither has an emulator that is free to use.
 */
class StoresWireTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PLANTED = "pl4nted";

  private final List<JsonNode> asked = new ArrayList<>();
  private final List<String> scopes = new ArrayList<>();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    System.setProperty("aws.region", "eu-central-1");
    System.setProperty("aws.accessKeyId", "test");
    System.setProperty("aws.secretAccessKey", "test");
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    System.clearProperty("aws.region");
    System.clearProperty("aws.accessKeyId");
    System.clearProperty("aws.secretAccessKey");
  }

  private URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void answer(HttpExchange exchange) throws IOException {
    JsonNode question = JSON.readTree(exchange.getRequestBody());
    asked.add(question);
    scopes.add(exchange.getRequestHeaders().getFirst("Authorization"));
    boolean manager =
        "secretsmanager.GetSecretValue"
            .equals(exchange.getRequestHeaders().getFirst("X-Amz-Target"));
    String name = question.get(manager ? "SecretId" : "Name").asText();
    String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf(':')) + 1);
    switch (last) {
      case "absent":
        refuse(exchange, manager ? "ResourceNotFoundException" : "ParameterNotFound");
        return;
      case "forbidden":
        refuse(exchange, "AccessDeniedException");
        return;
      case "binary":
        send(exchange, 200, JSON.createObjectNode().put("SecretBinary", "AAEC").toString());
        return;
      default:
        String value = last.equals("json") ? "{\"user\": \"u\", \"n\": 7}" : PLANTED;
        send(
            exchange,
            200,
            (manager
                    ? JSON.createObjectNode().put("SecretString", value)
                    : JSON.createObjectNode()
                        .set("Parameter", JSON.createObjectNode().put("Value", value)))
                .toString());
    }
  }

  private static void refuse(HttpExchange exchange, String code) throws IOException {
    send(
        exchange, 400, JSON.createObjectNode().put("__type", code).put("message", "no").toString());
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
    exchange.sendResponseHeaders(status, body.getBytes(UTF_8).length);
    exchange.getResponseBody().write(body.getBytes(UTF_8));
    exchange.close();
  }

  private List<SecretStore> stores() {
    return List.of(new SecretsManagerStore(endpoint()), new ParameterStore(endpoint()));
  }

  @Test
  void readATextOrAKey() throws Exception {
    for (SecretStore store : stores()) {
      assertThat(store.read("/prod/plain")).isEqualTo(PLANTED);
      assertThat(store.read("/prod/json#user")).isEqualTo("u");
      assertThat(store.read("/prod/json#n")).isEqualTo("7");
    }
    assertThat(asked.get(3).get("WithDecryption").asBoolean()).isTrue();
    assertThat(scopes).allMatch(scope -> scope.contains("/eu-central-1/"));
  }

  @Test
  void anArnSaysTheRegion() throws Exception {
    String arn = "arn:aws:secretsmanager:us-west-2:123456789012:secret:plain";
    assertThat(new SecretsManagerStore(endpoint()).read(arn)).isEqualTo(PLANTED);
    assertThat(scopes).allMatch(scope -> scope.contains("/us-west-2/secretsmanager/"));
    assertThat(asked).allMatch(question -> question.get("SecretId").asText().equals(arn));
  }

  @Test
  void sayWhatIsWrongWithoutTheSecret() {
    for (SecretStore store : stores()) {
      assertThatThrownBy(() -> store.read("/prod/absent"))
          .isInstanceOf(IOException.class)
          .hasMessage("there is none of this name here");
      assertThatThrownBy(() -> store.read("/prod/forbidden"))
          .hasMessageMatching(
              "we may not read it: the role needs (secretsmanager:GetSecretValue|ssm:GetParameter)");
      assertThatThrownBy(() -> store.read("/prod/plain#user"))
          .hasMessage("it is no JSON object, so it has no key `user`");
      assertThatThrownBy(() -> store.read("/prod/json#password"))
          .hasMessage("it has no key `password` with a text")
          .hasNoCause();
    }
    assertThatThrownBy(() -> new SecretsManagerStore(endpoint()).read("/prod/binary"))
        .hasMessage("it is binary, and an option takes a text");
  }

  @Test
  void areFound() {
    assertThat(
            ServiceLoader.load(SecretStore.class).stream()
                .map(each -> each.get().name())
                .collect(Collectors.toList()))
        .contains("aws-secretsmanager", "aws-ssm");
  }

  @Test
  void sayWhatTheRoleNeeds() {
    assertThat(new SecretsManagerStore().permissions("prod/kafka#password").toString())
        .contains("secretsmanager:GetSecretValue")
        .contains("arn:aws:secretsmanager:*:*:secret:prod/kafka-??????");
    assertThat(new ParameterStore().permissions("/prod/kafka").toString())
        .contains("ssm:GetParameter")
        .contains("arn:aws:ssm:*:*:parameter/prod/kafka");
  }
}
