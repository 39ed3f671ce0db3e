// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.kafka;

import static dev.drey.connector.kafka.SpecSource.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drey.backend.KafkaBroker.Listener;
import dev.drey.backend.KafkaBrokerExtension;
import dev.drey.backend.KafkaSecurity;
import dev.drey.backend.KafkaTopic;
import dev.drey.backend.S3Server;
import dev.drey.connector.ConnectorException;
import dev.drey.row.RowTypeInformation;
import dev.drey.shape.OptionValues;
import dev.drey.testkit.Cluster;
import dev.drey.testkit.RunningJob;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.ExceptionUtils;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Keys and certificates that no machine of a cluster has a file of: a broker that asks for one, and
 * stores that are objects of S3.
 */
@Timeout(60)
class KafkaKeysTest {
  @RegisterExtension static final KafkaBrokerExtension KAFKA = new KafkaBrokerExtension();
  @RegisterExtension static final Cluster FLINK = Cluster.ofOne();

  private static final String TOPIC = "behind-mutual-tls";
  private static final String OF_STORE = KafkaSecurity.STORE_PASSWORD;
  private static final String OF_KEY = "another-password";

  @TempDir static Path folder;
  private static S3Server s3;
  private static KafkaSecurity stranger;

  @BeforeAll
  static void fill() throws Exception {
    KAFKA.broker().createTopic(TOPIC, 1).send(0, "{\"id\": \"a\"}");
    s3 = S3Server.start();
    Path bucket = Files.createDirectories(s3.bucket("keys").resolve("kafka"));
    KafkaSecurity ours = KAFKA.broker().security();
    Files.copy(ours.keystore(), bucket.resolve("key.p12"));
    Files.copy(ours.truststore(), bucket.resolve("trusted.p12"));
    Files.writeString(bucket.resolve("notes.txt"), "no store");
    try (OutputStream file = Files.newOutputStream(bucket.resolve("key.jks"))) {
      asJks(ours.key()).store(file, OF_STORE.toCharArray());
    }
    stranger = KafkaSecurity.create(folder.resolve("stranger"));
  }

  /** The same key in a file of the other form, with a password of its own. */
  private static KeyStore asJks(KeyStore store) throws Exception {
    String name = store.aliases().nextElement();
    KeyStore jks = KeyStore.getInstance("JKS");
    jks.load(null, null);
    Key key = store.getKey(name, OF_STORE.toCharArray());
    jks.setKeyEntry(name, key, OF_KEY.toCharArray(), store.getCertificateChain(name));
    return jks;
  }

  @AfterAll
  static void endS3() {
    s3.close();
  }

  private static OptionValues stored(String key) {
    return stored("keys", key, S3Server.SECRET_KEY);
  }

  private static OptionValues stored(String bucket, String key, String secretKey) {
    return object(
        "s3",
        "s3://" + bucket + "/" + key,
        "region",
        "eu-central-1",
        "endpoint",
        s3.endpoint().toString(),
        "credentials",
        object("basic", object("accessKey", S3Server.ACCESS_KEY, "secretKey", secretKey)));
  }

  private static Object[] options(String topic, Object... tls) {
    return new Object[] {
      "brokers",
      KAFKA.broker().bootstrapServers(Listener.SSL),
      "topic",
      topic,
      "security",
      object("tls", object(tls))
    };
  }

  private static List<Object> read(Object... tls) throws Exception {
    SpecSource source = SpecSource.of(options(TOPIC, tls)).bounded();
    try (RunningJob<Object[]> job = RunningJob.of(source.in(FLINK.environment(1)))) {
      return job.rest().stream().map(row -> row[0]).collect(Collectors.toList());
    }
  }

  @Test
  void storesAreObjectsOfS3() throws Exception {
    Object[] tls = {
      "keystore", stored("kafka/key.p12"), "keystorePassword", OF_STORE,
      "truststore", stored("kafka/trusted.p12"), "truststorePassword", OF_STORE
    };
    assertThat(read(tls)).containsExactly("a");

    KafkaTopic out = KAFKA.broker().createTopic("keyed-out", 1);
    StreamExecutionEnvironment environment = FLINK.environment(1);
    SpecSink.of(options(out.name(), tls))
        .write(
            environment.fromData(
                List.<Object[]>of(new Object[] {"b", 1L, 2L}),
                RowTypeInformation.of(SpecSource.declared())),
            SpecSource.declared());
    environment.execute();
    assertThat(out.committedValues()).singleElement().asString().contains("\"id\":\"b\"");
  }

  @Test
  void keysAreTexts() throws Exception {
    KeyStore store = KAFKA.broker().security().key();
    String name = store.aliases().nextElement();
    String certificate = pem("CERTIFICATE", store.getCertificate(name).getEncoded());
    String key = pem("PRIVATE KEY", store.getKey(name, OF_STORE.toCharArray()).getEncoded());

    assertThat(read("ca", certificate, "certificate", certificate, "key", key))
        .containsExactly("a");
  }

  private static String pem(String label, byte[] bytes) {
    return "-----BEGIN "
        + label
        + "-----\n"
        + Base64.getMimeEncoder().encodeToString(bytes)
        + "\n-----END "
        + label
        + "-----\n";
  }

  @Test
  void aKeyMayHaveAPasswordOfItsOwn() throws Exception {
    assertThat(
            read(
                "keystore",
                stored("kafka/key.jks"),
                "keystorePassword",
                OF_STORE,
                "keyPassword",
                OF_KEY,
                "ca",
                KAFKA.broker().security().certificate()))
        .containsExactly("a");
    assertFails(
        "`keystore` s3://keys/kafka/key.jks cannot be used: the key in it has another password:"
            + " write it as `keyPassword`",
        "keystore",
        stored("kafka/key.jks"),
        "keystorePassword",
        OF_STORE);
  }

  @Test
  void whoIsNotTrustedIsTold() throws Exception {
    String key = Base64.getEncoder().encodeToString(keyBytes(KAFKA.broker().security().key()));
    ThrowingCallable run =
        () ->
            read(
                "keystore",
                stored("kafka/key.p12"),
                "keystorePassword",
                OF_STORE,
                "ca",
                stranger.certificate());
    assertThatThrownBy(run)
        .hasStackTraceContaining(
            "kafka source `orders`: no TLS connection to the brokers "
                + KAFKA.broker().bootstrapServers(Listener.SSL)
                + ": ")
        .satisfies(
            failure ->
                assertThat(ExceptionUtils.stringifyException(failure).replaceAll("\\s", ""))
                    .doesNotContain(key.substring(0, 40))
                    .doesNotContain(OF_STORE));
  }

  private static byte[] keyBytes(KeyStore store) throws Exception {
    return store.getKey(store.aliases().nextElement(), OF_STORE.toCharArray()).getEncoded();
  }

  @Test
  void whatIsNotThereOrCannotBeReadIsTold() throws Exception {
    assertFails(
        "`keystore` s3://keys/kafka/key.p12 cannot be used: `keystorePassword` does not open it",
        "keystore",
        stored("kafka/key.p12"),
        "keystorePassword",
        "guess");
    assertFails(
        "`keystore` s3://keys/kafka/none.p12 cannot be used: there is no such object in"
            + " eu-central-1 at "
            + s3.endpoint(),
        "keystore",
        stored("kafka/none.p12"));
    assertFails(
        "`truststore` s3://none/trusted.p12 cannot be used: there is no bucket none",
        "truststore",
        stored("none", "trusted.p12", S3Server.SECRET_KEY));
    assertFails(
        "`keystore` s3://keys/kafka/key.p12 cannot be used: we may not read it: the role needs"
            + " s3:GetObject",
        "keystore",
        stored("keys", "kafka/key.p12", "of-nobody"));
    assertFails(
        "`keystore` s3://keys/kafka/notes.txt cannot be used: it is neither JKS nor PKCS12",
        "keystore",
        stored("kafka/notes.txt"));
    assertFails(
        "`truststore` s3://keys/kafka/key.p12 cannot be used: there is no certificate to trust",
        "truststore",
        stored("kafka/key.p12"),
        "truststorePassword",
        OF_STORE);
    assertFails(
        "`truststore` /nowhere/ca.pem cannot be used: there is no such file here",
        "truststore",
        "/nowhere/ca.pem");
    Certificate ours = KAFKA.broker().security().key().getCertificate("drey");
    assertFails(
        "`key` cannot be used: the key is not that of the certificate",
        "certificate",
        pem("CERTIFICATE", ours.getEncoded()),
        "key",
        pem("PRIVATE KEY", keyBytes(stranger.key())));
  }

  private static void assertFails(String words, Object... tls) {
    Map<String, Object> options = SpecSource.options(options(TOPIC, tls));
    assertThatThrownBy(() -> ClientProperties.source("orders", OptionValues.of(options), true))
        .isInstanceOf(ConnectorException.class)
        .hasMessageStartingWith("kafka source `orders`: " + words)
        .satisfies(failure -> assertThat(failure.getMessage()).doesNotContain(OF_STORE));
  }
}
