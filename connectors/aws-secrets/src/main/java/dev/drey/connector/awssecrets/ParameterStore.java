// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.awssecrets;

import dev.drey.connector.Permission;
import dev.drey.connector.SecretStore;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.GetParameterResponse;

/** The Parameter Store of AWS Systems Manager; a SecureString comes decrypted. */
public final class ParameterStore implements SecretStore {
  private final Optional<URI> endpoint;

  public ParameterStore() {
    this.endpoint = Optional.empty();
  }

  /** A store behind another address: an emulator. */
  ParameterStore(URI endpoint) {
    this.endpoint = Optional.of(endpoint);
  }

  @Override
  public String name() {
    return "aws-ssm";
  }

  @Override
  public String form() {
    return "/NAME#KEY";
  }

  @Override
  public String read(String secret) throws IOException {
    SecretPart part = SecretPart.of(secret);
    GetParameterResponse found =
        AwsQuestion.ask(
            SsmClient.builder(),
            part.name(),
            endpoint,
            client ->
                client.getParameter(request -> request.name(part.name()).withDecryption(true)),
            "ssm:GetParameter");
    return part.in(found.parameter().value());
  }

  @Override
  public List<Permission> permissions(String secret) {
    String name = SecretPart.of(secret).name();
    String resource =
        name.startsWith("arn:") ? name : "arn:aws:ssm:*:*:parameter/" + name.replaceFirst("^/", "");
    return List.of(Permission.of("ssm:GetParameter", resource));
  }
}
