// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.kinesis;

import static dev.drey.shape.Option.either;
import static dev.drey.shape.Option.object;
import static dev.drey.shape.Option.text;

import dev.drey.shape.Constraint;
import dev.drey.shape.Option;
import dev.drey.shape.OptionValues;
import dev.drey.shape.Shape;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/**
 * The option {@code credentials} as the Flink connector's properties. {@code auto}, the default, is
 * the AWS SDK's own chain: environment, profile, container or instance role.
 */
final class Credentials {
  private static final String PROVIDER = "aws.credentials.provider";
  private static final String AUTO = "auto";

  private static final Option<String> ACCESS_KEY =
      text("accessKey", "The access key id.").required().secret().example("${access_key}");

  private static final Option<String> SECRET_KEY =
      text("secretKey", "The secret access key.").required().secret().example("${secret_key}");

  private static final Option<OptionValues> BASIC =
      object(
              "basic",
              Shape.object(ACCESS_KEY, SECRET_KEY),
              "A fixed pair of keys; for emulators and tests.")
          .example("{accessKey: \"${access_key}\", secretKey: \"${secret_key}\"}");

  private static final Option<String> PROFILE =
      text("profile", "A profile of the AWS configuration files.").example("analytics");

  private static final Option<String> ROLE_ARN =
      text("arn", "^arn:.+$", "The role's ARN.")
          .required()
          .example("arn:aws:iam::123456789012:role/reader");

  private static final Option<String> SESSION_NAME =
      text("sessionName", "The session's name, as CloudTrail shows it.")
          .orElse("drey")
          .example("card-velocity");

  private static final Option<String> EXTERNAL_ID =
      text("externalId", "The external id that the role asks for.").example("partner-42");

  private static final Option<OptionValues> ASSUME_ROLE =
      object(
              "assumeRole",
              Shape.object(ROLE_ARN, SESSION_NAME, EXTERNAL_ID),
              "Another role, assumed by what `auto` finds.")
          .example("{arn: \"arn:aws:iam::123456789012:role/reader\"}");

  static final Option<Object> OPTION =
      either(
              "credentials",
              Shape.oneOf(
                  Shape.oneOfTexts(AUTO),
                  Shape.object(
                      Option.keys(BASIC, PROFILE, ASSUME_ROLE),
                      List.of(Constraint.exactlyOne(BASIC, PROFILE, ASSUME_ROLE)))),
              "Who the job is to AWS. `auto` is the AWS SDK's chain: environment, profile, role"
                  + " of the container or instance. On the managed service it is the"
                  + " application's role.")
          .orElse(AUTO)
          .example("{assumeRole: {arn: \"arn:aws:iam::123456789012:role/reader\"}}");

  private Credentials() {}

  /** The role that the job switches to, by its ARN. */
  static Optional<String> assumedRole(OptionValues options) {
    Object credentials = options.get(OPTION);
    return credentials instanceof OptionValues
        ? ((OptionValues) credentials).find(ASSUME_ROLE).map(role -> role.get(ROLE_ARN))
        : Optional.empty();
  }

  static void put(OptionValues options, Properties properties) {
    Object given = options.get(OPTION);
    if (!(given instanceof OptionValues)) {
      properties.setProperty(PROVIDER, "AUTO");
      return;
    }
    OptionValues credentials = (OptionValues) given;
    if (credentials.has(BASIC)) {
      OptionValues basic = credentials.get(BASIC);
      properties.setProperty(PROVIDER, "BASIC");
      properties.setProperty(PROVIDER + ".basic.accesskeyid", basic.get(ACCESS_KEY));
      properties.setProperty(PROVIDER + ".basic.secretkey", basic.get(SECRET_KEY));
    } else if (credentials.has(PROFILE)) {
      properties.setProperty(PROVIDER, "PROFILE");
      properties.setProperty(PROVIDER + ".profile.name", credentials.get(PROFILE));
    } else {
      OptionValues role = credentials.get(ASSUME_ROLE);
      properties.setProperty(PROVIDER, "ASSUME_ROLE");
      properties.setProperty(PROVIDER + ".role.arn", role.get(ROLE_ARN));
      properties.setProperty(PROVIDER + ".role.sessionName", role.get(SESSION_NAME));
      role.find(EXTERNAL_ID)
          .ifPresent(id -> properties.setProperty(PROVIDER + ".role.externalId", id));
      // Who assumes the role: without it the connector would look for the role's own credentials.
      properties.setProperty(PROVIDER + ".role.provider", "AUTO");
    }
  }
}
