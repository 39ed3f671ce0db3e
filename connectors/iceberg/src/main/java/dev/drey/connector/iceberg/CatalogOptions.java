// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.iceberg;

import static dev.drey.shape.Option.flag;
import static dev.drey.shape.Option.map;
import static dev.drey.shape.Option.object;
import static dev.drey.shape.Option.text;

import dev.drey.connector.aws.AwsOptions;
import dev.drey.connector.aws.Credentials;
import dev.drey.shape.Constraint;
import dev.drey.shape.Key;
import dev.drey.shape.Option;
import dev.drey.shape.OptionValues;
import dev.drey.shape.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The option {@code catalog}: one of the catalogs that are known here. */
final class CatalogOptions {
  static final Option<String> PATH =
      text(
              "path",
              "A folder that all machines of the job see under this name; the tables are folders in"
                  + " it, as Iceberg's Hadoop catalog has them. Only for file systems that rename"
                  + " in one step, as S3 does not.")
          .required()
          .path()
          .example("/data/warehouse");

  static final Option<OptionValues> FOLDER =
      object("folder", Shape.object(PATH), "A folder of a file system.")
          .example("{path: /data/warehouse}");

  static final Option<String> URI =
      text("uri", "^https?://.+$", "The URL of the catalog.")
          .required()
          .example("https://catalog.example.com/api");

  static final Option<String> WAREHOUSE =
      text("warehouse", "The warehouse, where the catalog has several.").example("lake");

  static final Option<String> TOKEN =
      text("token", "A bearer token that is sent with each request.")
          .secret()
          .example("{secret: \"aws-secretsmanager:catalog#token\"}");

  static final Option<String> CREDENTIAL =
      text("credential", "What a token is asked with by OAuth2: `id:secret`.")
          .secret()
          .example("{secret: \"aws-secretsmanager:catalog#credential\"}");

  static final Option<String> SCOPE =
      text("scope", "The scope of the token that is asked for.").example("PRINCIPAL_ROLE:ALL");

  static final Option<Boolean> SIGNED =
      flag(
              "signed",
              "Whether requests are signed for AWS, with SigV4, for the service of `signAs`.")
          .orElse(false)
          .example("true");

  static final Option<String> SIGN_AS =
      text("signAs", "The service's name in signatures.").orElse("execute-api").example("aps");

  static final Option<Map<String, Object>> PROPERTIES =
      map(
              "properties",
              Shape.scalar(),
              "Further properties of Iceberg's REST catalog and its files, by Iceberg's names.")
          .example("{s3.endpoint: \"https://s3.example.com\"}");

  static final Option<OptionValues> REST =
      object(
              "rest",
              Shape.object(
                  with(
                      URI,
                      WAREHOUSE,
                      TOKEN,
                      CREDENTIAL,
                      SCOPE,
                      SIGNED,
                      SIGN_AS,
                      AwsOptions.REGION,
                      PROPERTIES),
                  List.of(Constraint.atMostOne(TOKEN, CREDENTIAL, SIGNED))),
              "A catalog that speaks Iceberg's REST protocol.")
          .example("{uri: \"https://catalog.example.com/api\", warehouse: lake}");

  static final Option<String> ACCOUNT =
      text("account", "^[0-9]{12}$", "The account whose Glue Data Catalog it is.")
          .required()
          .example("\"123456789012\"");

  static final Option<String> ENDPOINT =
      text("endpoint", "^https?://.+$", "The URL of the service, where it is not the region's own.")
          .example("https://vpce-0a1b.glue.eu-central-1.vpce.amazonaws.com/iceberg");

  static final Option<OptionValues> GLUE =
      object(
              "glue",
              Shape.object(with(ACCOUNT, AwsOptions.REGION, ENDPOINT, PROPERTIES), List.of()),
              "AWS Glue's Data Catalog, by its Iceberg REST endpoint.")
          .example("{account: \"123456789012\", region: eu-central-1}");

  static final Option<String> ARN =
      text(
              "arn",
              "^arn:aws[a-z-]*:s3tables:[a-z0-9-]+:[0-9]{12}:bucket/.+$",
              "The ARN of the table bucket.")
          .required()
          .example("arn:aws:s3tables:eu-central-1:123456789012:bucket/lake");

  static final Option<OptionValues> S3_TABLES =
      object(
              "s3Tables",
              Shape.object(with(ARN, ENDPOINT, PROPERTIES), List.of()),
              "A table bucket of Amazon S3 Tables, by its Iceberg REST endpoint.")
          .example("{arn: \"arn:aws:s3tables:eu-central-1:123456789012:bucket/lake\"}");

  private CatalogOptions() {}

  private static List<Key> with(Option<?>... options) {
    List<Key> keys = new ArrayList<>(Option.keys(options));
    keys.add(Credentials.OPTION.key());
    return keys;
  }

  static Shape shape() {
    return Shape.object(
        Option.keys(FOLDER, REST, GLUE, S3_TABLES),
        List.of(Constraint.exactlyOne(FOLDER, REST, GLUE, S3_TABLES)));
  }
}
