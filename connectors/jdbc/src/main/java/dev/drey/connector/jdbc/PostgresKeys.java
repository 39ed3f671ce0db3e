// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.jdbc;

import dev.drey.connector.tls.KeyMaterial;
import java.util.Properties;
import org.postgresql.ssl.WrappedFactory;

/**
 * Keys and certificates for PostgreSQL's driver, which makes one of these for each connection and
 * gives it the connection's settings: in them they stand as text. Whether the certificate is that
 * of the host, the driver looks itself.
 */
public final class PostgresKeys extends WrappedFactory {
  private static final String TRUSTED = "drey.trusted";
  private static final String CHAIN = "drey.certificate";
  private static final String KEY = "drey.key";

  /**
   * @param settings of the connection
   */
  public PostgresKeys(Properties settings) {
    factory =
        KeyMaterial.ofText(
                settings.getProperty(TRUSTED, ""),
                settings.getProperty(CHAIN, ""),
                settings.getProperty(KEY, ""))
            .context()
            .getSocketFactory();
  }

  /** Has a connection use these. */
  static void set(Properties settings, KeyMaterial keys) {
    settings.setProperty("sslfactory", PostgresKeys.class.getName());
    keys.trusted().ifPresent(text -> settings.setProperty(TRUSTED, text));
    keys.chain().ifPresent(text -> settings.setProperty(CHAIN, text));
    keys.key().ifPresent(text -> settings.setProperty(KEY, text));
  }
}
