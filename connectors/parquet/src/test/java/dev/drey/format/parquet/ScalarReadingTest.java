// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.parquet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drey.format.BadRecordException;
import dev.drey.type.DataType;
import java.nio.ByteBuffer;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;
import org.junit.jupiter.api.Test;

/** Texts of the bytes that Parquet's reader hands over, in whatever buffer they stand. */
class ScalarReadingTest {
  private final ScalarReading texts =
      ScalarReading.of(
          Types.optional(PrimitiveTypeName.BINARY)
              .as(LogicalTypeAnnotation.stringType())
              .named("text"),
          DataType.string(),
          "text",
          false);

  @Test
  void aTextIsReadFromAnyBuffer() throws Exception {
    // With the character that Java writes for what is none.
    String text = "caf\u00e9 \uFFFD \uD83D\uDE00";
    byte[] bytes = ("<<" + text + ">>").getBytes(UTF_8);
    ByteBuffer within = ByteBuffer.wrap(bytes, 2, bytes.length - 4);
    ByteBuffer direct = ByteBuffer.allocateDirect(bytes.length).put(bytes);
    direct.position(2).limit(bytes.length - 2);

    for (ByteBuffer buffer :
        new ByteBuffer[] {within, within.slice(), within.asReadOnlyBuffer(), direct}) {
      assertThat(texts.of(Binary.fromConstantByteBuffer(buffer))).isEqualTo(text);
    }
    assertThat(texts.of(Binary.fromConstantByteArray(bytes, 2, bytes.length - 4))).isEqualTo(text);
  }

  @Test
  void bytesThatAreNoTextAreRefused() {
    byte[] bytes = {'a', (byte) 0xC3, '('};

    assertThatThrownBy(() -> texts.of(Binary.fromConstantByteArray(bytes)))
        .isInstanceOf(BadRecordException.class)
        .hasMessageContaining("bytes that are not UTF-8");
  }
}
