// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.file;

import dev.drey.connector.ConnectorException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;
import java.util.Optional;
import org.apache.flink.core.fs.UnsupportedFileSystemSchemeException;
import org.jspecify.annotations.Nullable;

/**
 * What keeps a source, a sink or a lookup from its files, in words: who, which path, why and what
 * to do.
 */
final class FileTrouble implements Serializable {
  private static final long serialVersionUID = 1;

  private final String end;
  private final String path;
  private final String elsewhere;

  private FileTrouble(String end, String path, String elsewhere) {
    this.end = end;
    this.path = path;
    this.elsewhere = elsewhere;
  }

  static FileTrouble ofLookup(String name, String path) {
    return new FileTrouble("lookup of `" + name + "`", path, "");
  }

  static FileTrouble ofSource(String name, String path) {
    return new FileTrouble("source `" + name + "`", path, "--input " + name + "=FILE");
  }

  static FileTrouble ofSink(String name, String path) {
    return new FileTrouble("sink `" + name + "`", path, "--output " + name + "=FILE");
  }

  String path() {
    return path;
  }

  ConnectorException cannotWrite(IOException e) {
    return trouble(end + " cannot write `" + path + "`: " + reason(e) + advice(), e);
  }

  ConnectorException cannotWrite(String reason) {
    return new ConnectorException(end + " cannot write `" + path + "`: " + reason + advice());
  }

  ConnectorException cannotRead(String reason, @Nullable IOException cause) {
    String message = end + " cannot read `" + path + "`: " + reason + advice();
    return trouble(message, cause);
  }

  /** Of a scheme, a file or a bucket, Flink says at length what the message says. */
  private static ConnectorException trouble(String message, @Nullable IOException cause) {
    return cause == null
            || cause instanceof UnsupportedFileSystemSchemeException
            || cause instanceof FileNotFoundException
            || StoreFailure.inWords(cause).isPresent()
        ? new ConnectorException(message)
        : new ConnectorException(message, cause);
  }

  private String advice() {
    return elsewhere.isEmpty() ? "" : "; a local run takes another with " + elsewhere;
  }

  /** Why, without the names of Java's and Flink's classes. */
  static String reason(IOException e) {
    String message = String.valueOf(e.getMessage());
    if (e instanceof UnsupportedFileSystemSchemeException) {
      String scheme = message.replaceFirst("(?s).*?scheme '([^']*)'.*", "$1");
      return "there is no file system for `"
          + scheme
          + ":` here; Flink has them as plug-ins, which it finds in the folder that the variable"
          + " FLINK_PLUGINS_DIR names";
    }
    Optional<String> ofStore = StoreFailure.inWords(e);
    if (ofStore.isPresent()) {
      return ofStore.get();
    }
    if (e instanceof AccessDeniedException) {
      return "no permission for `" + message + "`";
    }
    if (e instanceof NoSuchFileException || e instanceof FileNotFoundException) {
      return message.toLowerCase(Locale.ROOT).contains("permission denied")
          ? "no permission: " + message
          : "there is no such file: " + message;
    }
    return message.toLowerCase(Locale.ROOT).contains("no space left")
        ? "the disk is full (" + message + ")"
        : message;
  }
}
