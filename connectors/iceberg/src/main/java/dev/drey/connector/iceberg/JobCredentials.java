// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.iceberg;

import dev.drey.connector.aws.AwsAccess;
import dev.drey.connector.aws.AwsOptions;
import dev.drey.connector.aws.Credentials;
import dev.drey.shape.OptionValues;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.util.InstantiationUtil;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/**
 * Who a job is to AWS, for Iceberg, which makes its own clients and takes nothing but the name of
 * such a class with texts beside it.
 */
final class JobCredentials implements AwsCredentialsProvider {
  private static final String PROVIDER = "client.credentials-provider";
  private static final String OPTIONS = "drey";

  private final AwsCredentialsProvider credentials;

  private JobCredentials(AwsCredentialsProvider credentials) {
    this.credentials = credentials;
  }

  /** Nothing where the SDK's own chain finds it. */
  static void put(OptionValues options, Map<String, String> properties) {
    if (Credentials.of(options).kind() == Credentials.Kind.AUTO) {
      return;
    }
    Map<String, Object> kept = new LinkedHashMap<>();
    kept.put(Credentials.OPTION.name(), options.get(Credentials.OPTION));
    options.find(AwsOptions.REGION).ifPresent(to -> kept.put(AwsOptions.REGION.name(), to));
    try {
      properties.put(PROVIDER, JobCredentials.class.getName());
      properties.put(
          PROVIDER + "." + OPTIONS,
          Base64.getEncoder()
              .encodeToString(InstantiationUtil.serializeObject(OptionValues.of(kept))));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** Called by Iceberg, by name. */
  @SuppressWarnings("unused")
  static AwsCredentialsProvider create(Map<String, String> properties) {
    try {
      OptionValues options =
          InstantiationUtil.deserializeObject(
              Base64.getDecoder().decode(properties.get(OPTIONS)),
              JobCredentials.class.getClassLoader());
      return new JobCredentials(AwsAccess.of(options, 1).credentials());
    } catch (IOException | ClassNotFoundException impossible) {
      throw new IllegalStateException("this class wrote them", impossible);
    }
  }

  @Override
  public AwsCredentials resolveCredentials() {
    return credentials.resolveCredentials();
  }

  @Override
  public String toString() {
    return "the credentials of the job";
  }
}
