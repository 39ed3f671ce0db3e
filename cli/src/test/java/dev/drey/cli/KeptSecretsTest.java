// SPDX-License-Identifier: Apache-2.0
package dev.drey.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.backend.KafkaBroker;
import dev.drey.backend.KafkaBroker.Listener;
import dev.drey.backend.KafkaSecurity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A secret that is kept elsewhere gets to the client that needs it, and nowhere else. */
class KeptSecretsTest {
  private static final String PLANTED = "pl4nted\"se\\cret+value";

  private static KafkaBroker broker;

  @TempDir private Path folder;
  private CommandLineUser user;
  private Path secret;

  @BeforeAll
  static void startBroker() {
    broker = KafkaBroker.startSecured();
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @BeforeEach
  void start() throws IOException {
    user = new CommandLineUser(folder);
    secret = folder.resolve("password");
    spec("file:" + folder + "/${name}");
  }

  private void spec(String kept) throws IOException {
    Files.writeString(
        folder.resolve("spec.yaml"),
        String.join(
            "\n",
            "apiVersion: drey/v1",
            "name: guarded",
            "params:",
            "  name: {type: STRING, default: password}",
            "sources:",
            "  in:",
            "    kafka:",
            "      brokers: " + broker.bootstrapServers(Listener.SASL_PLAINTEXT),
            "      topic: guarded",
            "      startFrom: earliest",
            "      security:",
            "        sasl:",
            "          mechanism: SCRAM-SHA-512",
            "          username: " + KafkaSecurity.USER,
            "          password: {secret: \"" + kept + "\"}",
            "        tls: false",
            "    type: {n: INT}",
            "sinks:",
            "  out: {from: in, print: {}}",
            ""));
  }

  private void assertHidden() {
    assertThat(user.out() + user.err())
        .doesNotContain(PLANTED)
        .doesNotContain("pl4nted")
        .doesNotContain(KafkaSecurity.PASSWORD);
  }

  @Test
  void theClientHasIt() throws Exception {
    broker.createTopic("guarded", 1).send(0, "{\"n\":1}", "{\"n\":2}");
    Files.writeString(secret, KafkaSecurity.PASSWORD + "\n");

    assertThat(user.drey("run", "spec.yaml", "--until-now")).as(user.err()).isZero();

    assertThat(user.out().lines()).containsExactly("{\"n\":1}", "{\"n\":2}");
    assertHidden();
  }

  @Test
  void aWrongOneIsRefusedAndNotShown() throws Exception {
    Files.writeString(secret, PLANTED);

    assertThat(user.drey("run", "spec.yaml", "--until-now")).isEqualTo(1);
    assertThat(user.err()).containsIgnoringCase("authentication failed");
    assertHidden();
    assertThat(user.drey("--debug", "run", "spec.yaml", "--until-now")).isEqualTo(1);
    assertHidden();
  }

  @Test
  void itsPlaceIsShownAndNothingIsRead() throws Exception {
    for (String verb : new String[] {"validate", "explain", "package"}) {
      assertThat(user.drey(verb, "spec.yaml")).as(verb + user.err()).isZero();
    }
    Files.writeString(secret, PLANTED);

    for (String[] explain :
        new String[][] {
          {"explain", "spec.yaml"}, {"explain", "spec.yaml", "--format", "json"},
        }) {
      assertThat(user.drey(explain)).isZero();
      assertThat(user.out()).contains("file:" + folder + "/password");
      assertHidden();
    }
  }

  @Test
  void oneThatCannotBeReadIsTold() throws Exception {
    assertThat(user.drey("run", "spec.yaml", "--until-now")).isEqualTo(1);
    assertThat(user.err())
        .contains("cannot read the secret file:" + folder + "/password: there is no such file");

    assertThat(user.drey("run", "spec.yaml", "--until-now", "--param", "name=.")).isEqualTo(1);
    assertThat(user.err()).contains("cannot read the secret file:");

    Files.write(secret, new byte[] {(byte) 0xff, 'p', 'l', '4', 'n', 't', 'e', 'd'});
    assertThat(user.drey("run", "spec.yaml", "--until-now")).isEqualTo(1);
    assertThat(user.err()).contains("the file is not UTF-8");
    assertHidden();

    spec("file:password");
    assertThat(user.drey("run", "spec.yaml", "--until-now")).isEqualTo(1);
    assertThat(user.err()).contains("the path is not absolute");
  }
}
