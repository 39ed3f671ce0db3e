package dev.drey.connector.kinesis;

import dev.drey.shape.OptionValues;
import java.util.Properties;

/**
 * The option {@code credentials} as the Flink connector's properties. {@code auto}, the default, is
 * the AWS SDK's own chain: environment, profile, container or instance role.
 */
final class Credentials {
  private static final String PROVIDER = "aws.credentials.provider";

  private Credentials() {}

  /** Whether a value of {@code credentials} switches to another role. */
  static boolean assumesRole(Object credentials) {
    return credentials instanceof OptionValues && ((OptionValues) credentials).has("assumeRole");
  }

  static void put(OptionValues options, Properties properties) {
    Object given = options.find("credentials").orElse("auto");
    if (!(given instanceof OptionValues)) {
      properties.setProperty(PROVIDER, "AUTO");
      return;
    }
    OptionValues credentials = (OptionValues) given;
    if (credentials.has("basic")) {
      OptionValues basic = credentials.object("basic");
      properties.setProperty(PROVIDER, "BASIC");
      properties.setProperty(PROVIDER + ".basic.accesskeyid", basic.string("accessKey"));
      properties.setProperty(PROVIDER + ".basic.secretkey", basic.string("secretKey"));
    } else if (credentials.has("profile")) {
      properties.setProperty(PROVIDER, "PROFILE");
      properties.setProperty(PROVIDER + ".profile.name", credentials.string("profile"));
    } else {
      OptionValues role = credentials.object("assumeRole");
      properties.setProperty(PROVIDER, "ASSUME_ROLE");
      properties.setProperty(PROVIDER + ".role.arn", role.string("arn"));
      properties.setProperty(PROVIDER + ".role.sessionName", role.string("sessionName", "drey"));
      if (role.has("externalId")) {
        properties.setProperty(PROVIDER + ".role.externalId", role.string("externalId"));
      }
      // Who assumes the role: without it the connector would look for the role's own credentials.
      properties.setProperty(PROVIDER + ".role.provider", "AUTO");
    }
  }
}
