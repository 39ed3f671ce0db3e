// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.aws;

import static dev.drey.shape.Option.either;
import static dev.drey.shape.Option.object;
import static dev.drey.shape.Option.text;

import dev.drey.connector.Permission;
import dev.drey.shape.Constraint;
import dev.drey.shape.Option;
import dev.drey.shape.OptionValues;
import dev.drey.shape.Shape;
import java.util.List;
import java.util.Optional;

/**
 * The option {@code credentials}. {@code auto}, the default, is the AWS SDK's own chain:
 * environment, profile, container or instance role.
 */
public final class Credentials {
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

  public static final Option<Object> OPTION =
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

  /** The ways to be somebody. */
  public enum Kind {
    AUTO,
    BASIC,
    PROFILE,
    ASSUME_ROLE
  }

  private final Kind kind;
  private final OptionValues values;

  private Credentials(Kind kind, OptionValues values) {
    this.kind = kind;
    this.values = values;
  }

  /** What a use says. */
  public static Credentials of(OptionValues options) {
    Object given = options.get(OPTION);
    if (!(given instanceof OptionValues)) {
      return new Credentials(Kind.AUTO, OptionValues.empty());
    }
    OptionValues credentials = (OptionValues) given;
    if (credentials.has(BASIC)) {
      return new Credentials(Kind.BASIC, credentials.get(BASIC));
    }
    return credentials.has(PROFILE)
        ? new Credentials(Kind.PROFILE, credentials)
        : new Credentials(Kind.ASSUME_ROLE, credentials.get(ASSUME_ROLE));
  }

  public Kind kind() {
    return kind;
  }

  /** Of BASIC. */
  public String accessKey() {
    return values.get(ACCESS_KEY);
  }

  /** Of BASIC. */
  public String secretKey() {
    return values.get(SECRET_KEY);
  }

  /** Of PROFILE. */
  public String profile() {
    return values.get(PROFILE);
  }

  /** The ARN of the role of ASSUME_ROLE. */
  public String role() {
    return values.get(ROLE_ARN);
  }

  /** Of ASSUME_ROLE. */
  public String sessionName() {
    return values.get(SESSION_NAME);
  }

  /** Of ASSUME_ROLE. */
  public Optional<String> externalId() {
    return values.find(EXTERNAL_ID);
  }

  /** What the job's own role needs to be who it is to be. */
  public List<Permission> permissions() {
    return kind == Kind.ASSUME_ROLE ? List.of(Permission.of("sts:AssumeRole", role())) : List.of();
  }
}
