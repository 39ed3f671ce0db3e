// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.shards;

import dev.drey.connector.aws.Credentials;
import java.util.Optional;
import java.util.Properties;

/**
 * Where the service is and who asks it, as properties of the Flink connector, whose names are in
 * Flink's {@code AWSConfigConstants}.
 */
public final class ServiceProperties {
  private static final String PROVIDER = "aws.credentials.provider";

  private ServiceProperties() {}

  /**
   * @param endpoint absent: the region's
   */
  public static Properties of(String region, Optional<String> endpoint, Credentials credentials) {
    Properties properties = new Properties();
    properties.setProperty("aws.region", region);
    endpoint.ifPresent(given -> putEndpoint(given, properties));
    putCredentials(credentials, properties);
    return properties;
  }

  private static void putCredentials(Credentials credentials, Properties properties) {
    properties.setProperty(PROVIDER, credentials.kind().name());
    switch (credentials.kind()) {
      case BASIC:
        properties.setProperty(PROVIDER + ".basic.accesskeyid", credentials.accessKey());
        properties.setProperty(PROVIDER + ".basic.secretkey", credentials.secretKey());
        return;
      case PROFILE:
        properties.setProperty(PROVIDER + ".profile.name", credentials.profile());
        return;
      case ASSUME_ROLE:
        properties.setProperty(PROVIDER + ".role.arn", credentials.role());
        properties.setProperty(PROVIDER + ".role.sessionName", credentials.sessionName());
        credentials
            .externalId()
            .ifPresent(id -> properties.setProperty(PROVIDER + ".role.externalId", id));
        // Who assumes the role: without it the connector would look for the role's own credentials.
        properties.setProperty(PROVIDER + ".role.provider", "AUTO");
        return;
      default:
    }
  }

  private static void putEndpoint(String endpoint, Properties properties) {
    properties.setProperty("aws.endpoint", endpoint);
    if (endpoint.startsWith("http://")) {
      // Plain http is no AWS: HTTP/2 buys nothing there, and its client takes 10 s to close. The
      // fan-out of this consumer's version does not read the property: it always speaks HTTP/2.
      properties.setProperty("aws.http.protocol.version", "HTTP1_1");
    }
  }
}
