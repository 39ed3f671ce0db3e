// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drey.backend.KafkaSecurity;
import dev.drey.shape.OptionValues;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two ends that show each other their certificates, with keys that came as part of a job. */
@Timeout(30)
class KeyMaterialTest {
  @TempDir static Path folder;
  private static KafkaSecurity ours;
  private static KafkaSecurity strangers;

  @BeforeAll
  static void makeKeys() {
    ours = KafkaSecurity.create(folder.resolve("ours"));
    strangers = KafkaSecurity.create(folder.resolve("strangers"));
  }

  private static SSLContext context(KafkaSecurity own, KafkaSecurity trusted) throws Exception {
    KeyMaterial read =
        KeyMaterial.read(
            OptionValues.of(
                Map.of(
                    "keystore",
                    own.keystore().toString(),
                    "keystorePassword",
                    KafkaSecurity.STORE_PASSWORD,
                    "ca",
                    trusted.certificate())),
            "a test");
    return carried(read).context();
  }

  /** As it comes out of a job. */
  private static KeyMaterial carried(KeyMaterial read) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(read);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return (KeyMaterial) in.readObject();
    }
  }

  /** Whom the server sees; a handshake that fails, fails at one of the two ends. */
  private static String handshake(SSLContext client, SSLContext server) throws Exception {
    try (SSLServerSocket listener =
        (SSLServerSocket)
            server
                .getServerSocketFactory()
                .createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      listener.setNeedClientAuth(true);
      CompletableFuture<String> seen = CompletableFuture.supplyAsync(() -> peer(listener));
      try (SSLSocket socket =
          (SSLSocket)
              client
                  .getSocketFactory()
                  .createSocket(InetAddress.getLoopbackAddress(), listener.getLocalPort())) {
        socket.startHandshake();
        int end = socket.getInputStream().read();
        assertThat(end).isEqualTo(1);
      }
      return seen.join();
    }
  }

  private static String peer(SSLServerSocket listener) {
    try (SSLSocket socket = (SSLSocket) listener.accept()) {
      socket.startHandshake();
      socket.getOutputStream().write(1);
      return socket.getSession().getPeerPrincipal().getName();
    } catch (IOException e) {
      return "nobody";
    }
  }

  @Test
  void eachIsWhoTheOtherTrusts() throws Exception {
    assertThat(handshake(context(ours, ours), context(ours, ours))).isEqualTo("CN=drey-test");
    assertThat(handshake(context(ours, strangers), context(strangers, ours)))
        .isEqualTo("CN=drey-test");
  }

  @Test
  void aStrangerIsNot() throws Exception {
    SSLContext server = context(ours, ours);
    SSLContext stranger = context(strangers, ours);
    assertThatThrownBy(() -> handshake(stranger, server)).isInstanceOf(IOException.class);
    SSLContext distrustful = context(ours, strangers);
    assertThatThrownBy(() -> handshake(distrustful, server)).isInstanceOf(SSLException.class);
  }
}
