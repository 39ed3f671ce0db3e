// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.iceberg;

import dev.drey.connector.aws.AwsAccess;
import dev.drey.connector.aws.AwsOptions;
import dev.drey.shape.Option;
import dev.drey.shape.OptionValues;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.iceberg.CatalogProperties;
import org.apache.iceberg.CatalogUtil;
import org.apache.iceberg.rest.auth.OAuth2Properties;

/**
 * A catalog of a spec as the properties by which Iceberg makes one. Glue and S3 Tables are asked by
 * the REST protocol, as their services have it, with signed requests.
 */
final class CatalogAccess {
  private static final String GLUE = CatalogUtil.ICEBERG_CATALOG_TYPE_GLUE;
  private static final String S3_TABLES = "s3tables";

  private CatalogAccess() {}

  /** Behind what is there, for messages. */
  static String inWords(OptionValues catalog) {
    if (catalog.has(CatalogOptions.FOLDER)) {
      return "in " + catalog.get(CatalogOptions.FOLDER).get(CatalogOptions.PATH);
    }
    if (catalog.has(CatalogOptions.REST)) {
      return "of the catalog at " + catalog.get(CatalogOptions.REST).get(CatalogOptions.URI);
    }
    return catalog.has(CatalogOptions.GLUE)
        ? "of Glue in account " + catalog.get(CatalogOptions.GLUE).get(CatalogOptions.ACCOUNT)
        : "in " + catalog.get(CatalogOptions.S3_TABLES).get(CatalogOptions.ARN);
  }

  /** The region that the ARN of a table bucket names. */
  static String regionOf(String arn) {
    return arn.split(":", -1)[3];
  }

  static Map<String, String> of(OptionValues catalog) {
    Map<String, String> properties = new LinkedHashMap<>();
    if (catalog.has(CatalogOptions.FOLDER)) {
      properties.put(CatalogUtil.ICEBERG_CATALOG_TYPE, CatalogUtil.ICEBERG_CATALOG_TYPE_HADOOP);
      properties.put(
          CatalogProperties.WAREHOUSE_LOCATION,
          catalog.get(CatalogOptions.FOLDER).get(CatalogOptions.PATH));
      return properties;
    }
    properties.put(CatalogUtil.ICEBERG_CATALOG_TYPE, CatalogUtil.ICEBERG_CATALOG_TYPE_REST);
    // The one that jobs have already; Iceberg's own choice is another.
    properties.put("http-client.type", "urlconnection");
    if (catalog.has(CatalogOptions.REST)) {
      rest(catalog.get(CatalogOptions.REST), properties);
    } else if (catalog.has(CatalogOptions.GLUE)) {
      glue(catalog.get(CatalogOptions.GLUE), properties);
    } else {
      s3Tables(catalog.get(CatalogOptions.S3_TABLES), properties);
    }
    return properties;
  }

  private static void rest(OptionValues options, Map<String, String> properties) {
    properties.put(CatalogProperties.URI, options.get(CatalogOptions.URI));
    put(options, CatalogOptions.WAREHOUSE, CatalogProperties.WAREHOUSE_LOCATION, properties);
    put(options, CatalogOptions.TOKEN, OAuth2Properties.TOKEN, properties);
    put(options, CatalogOptions.CREDENTIAL, OAuth2Properties.CREDENTIAL, properties);
    put(options, CatalogOptions.SCOPE, OAuth2Properties.SCOPE, properties);
    if (options.has(CatalogOptions.TOKEN) || options.has(CatalogOptions.CREDENTIAL)) {
      properties.put("rest.auth.type", "oauth2");
    }
    options.find(AwsOptions.REGION).ifPresent(region -> properties.put("client.region", region));
    if (options.get(CatalogOptions.SIGNED)) {
      sign(options.get(CatalogOptions.SIGN_AS), region(options), properties);
    }
    JobCredentials.put(options, properties);
    more(options, properties);
  }

  private static void glue(OptionValues options, Map<String, String> properties) {
    String region = region(options);
    properties.put(
        CatalogProperties.URI,
        options
            .find(CatalogOptions.ENDPOINT)
            .orElse("https://glue." + region + "." + domain(region) + "/iceberg"));
    properties.put(CatalogProperties.WAREHOUSE_LOCATION, options.get(CatalogOptions.ACCOUNT));
    inAws(options, GLUE, region, properties);
  }

  private static void s3Tables(OptionValues options, Map<String, String> properties) {
    String arn = options.get(CatalogOptions.ARN);
    String region = regionOf(arn);
    properties.put(
        CatalogProperties.URI,
        options
            .find(CatalogOptions.ENDPOINT)
            .orElse("https://s3tables." + region + "." + domain(region) + "/iceberg"));
    properties.put(CatalogProperties.WAREHOUSE_LOCATION, arn);
    inAws(options, S3_TABLES, region, properties);
  }

  private static void inAws(
      OptionValues options, String service, String region, Map<String, String> properties) {
    properties.put(CatalogProperties.FILE_IO_IMPL, "org.apache.iceberg.aws.s3.S3FileIO");
    properties.put("client.region", region);
    sign(service, region, properties);
    JobCredentials.put(options, properties);
    more(options, properties);
  }

  private static void sign(String service, String region, Map<String, String> properties) {
    properties.put("rest.auth.type", "sigv4");
    properties.put("rest.auth.sigv4.delegate-auth-type", "none");
    properties.put("rest.signing-name", service);
    properties.put("rest.signing-region", region);
  }

  private static String region(OptionValues options) {
    return options.find(AwsOptions.REGION).orElseGet(AwsAccess::regionOfTheEnvironment);
  }

  private static String domain(String region) {
    return region.startsWith("cn-") ? "amazonaws.com.cn" : "amazonaws.com";
  }

  private static void more(OptionValues options, Map<String, String> properties) {
    options
        .get(CatalogOptions.PROPERTIES)
        .forEach((name, value) -> properties.put(name, String.valueOf(value)));
  }

  private static void put(
      OptionValues options, Option<String> option, String name, Map<String, String> properties) {
    options.find(option).ifPresent(value -> properties.put(name, value));
  }
}
