// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.awssecrets;

import dev.drey.connector.Permission;
import dev.drey.connector.SecretStore;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;

/** AWS Secrets Manager: a secret as text, or one key of a secret that is a JSON object. */
public final class SecretsManagerStore implements SecretStore {
  private final Optional<URI> endpoint;

  public SecretsManagerStore() {
    this.endpoint = Optional.empty();
  }

  /** A store behind another address: an emulator. */
  SecretsManagerStore(URI endpoint) {
    this.endpoint = Optional.of(endpoint);
  }

  @Override
  public String name() {
    return "aws-secretsmanager";
  }

  @Override
  public String form() {
    return "NAME#KEY";
  }

  @Override
  public String read(String secret) throws IOException {
    SecretPart part = SecretPart.of(secret);
    GetSecretValueResponse found =
        AwsQuestion.ask(
            SecretsManagerClient.builder(),
            part.name(),
            endpoint,
            client -> client.getSecretValue(request -> request.secretId(part.name())),
            "secretsmanager:GetSecretValue");
    if (found.secretString() == null) {
      throw new IOException("it is binary, and an option takes a text");
    }
    return part.in(found.secretString());
  }

  @Override
  public List<Permission> permissions(String secret) {
    String name = SecretPart.of(secret).name();
    // AWS puts six characters of its own behind the name.
    String resource =
        name.startsWith("arn:") ? name : "arn:aws:secretsmanager:*:*:secret:" + name + "-??????";
    return List.of(Permission.of("secretsmanager:GetSecretValue", resource));
  }
}
