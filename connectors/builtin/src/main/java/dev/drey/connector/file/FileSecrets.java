// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.file;

import dev.drey.connector.SecretStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Secrets that are the text of a file, without the line end behind it. */
public final class FileSecrets implements SecretStore {
  /** No secret is that long: the path is of something else. */
  private static final long MOST = 1 << 20;

  @Override
  public String name() {
    return "file";
  }

  @Override
  public String form() {
    return "/PATH";
  }

  @Override
  public String read(String secret) throws IOException {
    try {
      Path file = Path.of(secret);
      if (!file.isAbsolute()) {
        throw new IOException("the path is not absolute");
      }
      if (Files.size(file) > MOST) {
        throw new IOException("the file is larger than 1 MiB");
      }
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
          .toString()
          .replaceFirst("\\r?\\n$", "");
    } catch (NoSuchFileException missing) {
      throw new IOException("there is no such file", missing);
    } catch (CharacterCodingException binary) {
      throw new IOException("the file is not UTF-8", binary);
    } catch (InvalidPathException impossible) {
      throw new IOException("that is no path", impossible);
    }
  }
}
