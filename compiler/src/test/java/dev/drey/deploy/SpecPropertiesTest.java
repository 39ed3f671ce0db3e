// SPDX-License-Identifier: Apache-2.0
package dev.drey.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.deploy.SpecProperties.Layout;
import dev.drey.diagnostic.Diagnostics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SpecPropertiesTest {
  private static final Map<String, String> PARAMS = Map.of("region", "eu-west-1");

  @Test
  void everyTextComesBackAsItWasInEveryLayoutThatHoldsIt() {
    long seed = Long.getLong("drey.seed", System.nanoTime());
    System.out.println("seed " + seed + " (again with -Ddrey.seed=" + seed + ")");
    Random random = new Random(seed);
    int[] sizes = {1, 2047, 2048, 2049, 47 * 2048 - 1, 47 * 2048, 47 * 2048 + 1, 300_000};
    for (int round = 0; round < 40; round++) {
      int size = round < sizes.length ? sizes[round] : 1 + random.nextInt(200_000);
      String text = text(random, size);
      for (Layout layout : List.of(Layout.INLINE, Layout.CHUNKS, Layout.GZIP)) {
        Optional<Map<String, String>> group = SpecProperties.write(text, layout);
        if (group.isPresent()) {
          assertThat(group.get().size()).isLessThanOrEqualTo(50);
          assertThat(group.get().values())
              .allSatisfy(value -> assertThat(value.length()).isBetween(1, 2048));
          assertThat(read(group.get(), PARAMS)).isEqualTo(SpecDelivery.ofText(text, PARAMS));
        }
      }
    }
  }

  @Test
  void takesThePlainestLayoutThatFits() {
    assertThat(SpecProperties.fitting("a".repeat(2048))).isEqualTo(Layout.INLINE);
    assertThat(SpecProperties.fitting("a".repeat(2049))).isEqualTo(Layout.CHUNKS);
    assertThat(SpecProperties.fitting("a".repeat(47 * 2048))).isEqualTo(Layout.CHUNKS);
    assertThat(SpecProperties.fitting("a".repeat(47 * 2048 + 1))).isEqualTo(Layout.GZIP);
    assertThat(SpecProperties.fitting(text(new Random(1), 400_000))).isEqualTo(Layout.S3);
  }

  @Test
  void aChunkNeverEndsInsideACharacter() {
    String text = "a" + "😀".repeat(3000);

    assertThat(SpecEncoding.chunks(text, 2048))
        .allSatisfy(c -> assertThat(new String(c.getBytes(UTF_8), UTF_8)).isEqualTo(c));
    assertThat(String.join("", SpecEncoding.chunks(text, 2048))).isEqualTo(text);
  }

  @Test
  void theHashIsSha256() {
    // From FIPS 180-4's examples: the message "abc".
    assertThat(SpecEncoding.sha256("abc".getBytes(UTF_8)))
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assertThat(SpecProperties.contentAddress("s3://bucket/specs", "abc"))
        .isEqualTo(
            "s3://bucket/specs/"
                + "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad.yaml");
  }

  @Test
  void aUriIsGivenBackWithItsHash() {
    SpecDelivery delivery = read(SpecProperties.uri("s3://b/k.yaml", "abc"), Map.of());

    assertThat(delivery.uri()).contains("s3://b/k.yaml");
    assertThat(delivery.sha256().orElseThrow()).startsWith("ba7816bf");
    assertThat(delivery.text()).isEmpty();
  }

  @Test
  void wrongPropertiesAreDiagnosticsAtTheirKey() {
    assertThat(problem(Map.of()))
        .isEqualTo(
            at(1, "DR0752")
                + "the spec is given by exactly one of inline, chunks and uri;"
                + " here is none of them");
    assertThat(problem(Map.of("inline", "a", "uri", "s3://x")))
        .startsWith(at(2, "DR0752"))
        .endsWith("here is inline and uri");
    assertThat(problem(Map.of("uri", "s3://x"))).startsWith(at(1, "DR0752") + "uri needs sha256");
    assertThat(problem(Map.of("uri", "s3://x", "sha256", "abc", "a", "b")))
        .startsWith(at(2, "DR0752") + "uri needs sha256");
    assertThat(problem(Map.of("chunks", "2", "chunk.00", "a")))
        .isEqualTo(at(2, "DR0752") + "chunks says 2, but there is no chunk.01");
    assertThat(problem(Map.of("chunks", "many", "chunk.00", "a", "chunk.01", "b")))
        .startsWith(at(3, "DR0752"))
        .endsWith("from 1 to 47");
    assertThat(problem(Map.of("inline", "abc", "sha256", "0".repeat(64))))
        .startsWith(at(2, "DR0753") + "the spec in the properties hashes to ba7816bf");
  }

  @Test
  void wrongEncodingsAreDiagnosticsAtTheEncoding() {
    assertThat(problem(Map.of("chunks", "1", "chunk.00", "a", "encoding", "zip")))
        .isEqualTo(at(3, "DR0752") + "the only encoding is gzip+base64");
    assertThat(problem(Map.of("chunks", "1", "chunk.00", "{", "encoding", "gzip+base64")))
        .isEqualTo(at(3, "DR0752") + "the chunks together are not base64");
    assertThat(problem(Map.of("chunks", "1", "chunk.00", "YWJj", "encoding", "gzip+base64")))
        .startsWith(at(3, "DR0752"))
        .endsWith("not of gzip data");
  }

  @Test
  void aKeyIsNotMistakenForTheSameWordInAValue() {
    assertThat(problem(Map.of("inline", "sha256: abc", "sha256", "0".repeat(64))))
        .startsWith(at(2, "DR0753"));
    assertThat(problem(Map.of("chunks", "2", "chunk.00", "chunks: 2"))).startsWith(at(2, "DR0752"));
  }

  @Test
  void aMissingGroupNamesWhatIsMissingButNoValues() {
    Diagnostics diagnostics = new Diagnostics();

    assertThat(SpecPropertiesReader.read(Map.of("secrets", Map.of("k", "hush")), diagnostics))
        .isEmpty();

    assertThat(diagnostics.list().toString())
        .isEqualTo(
            "[application properties:1:1: error[DR0751]:"
                + " no property group `drey.spec` among the application's groups]");
    assertThat(diagnostics.list().get(0).span().file().text()).isEqualTo("secrets");
  }

  @Test
  void anApplicationWithoutPropertiesHasNoSpec() {
    Diagnostics diagnostics = new Diagnostics();

    assertThat(SpecPropertiesReader.read(Map.of(), diagnostics)).isEmpty();

    assertThat(diagnostics.list().toString())
        .isEqualTo(
            "[application properties:1:1: error[DR0751]:"
                + " the application has no properties, so no spec]");
  }

  @Test
  void aSwappedChunkIsFound() {
    Map<String, String> group =
        new HashMap<>(SpecProperties.write("ab".repeat(2000), Layout.CHUNKS).orElseThrow());
    group.put("chunk.01", group.getOrDefault("chunk.01", "").replace('a', 'c'));

    // The lines of the listing: chunk.00, chunk.01, chunks, sha256.
    assertThat(problem(group)).startsWith(at(4, "DR0753"));
  }

  private static SpecDelivery read(Map<String, String> spec, Map<String, String> params) {
    Diagnostics diagnostics = new Diagnostics();
    Optional<SpecDelivery> delivery =
        SpecPropertiesReader.read(
            Map.of("drey.spec", spec, "drey.params", params, "other", Map.of()), diagnostics);
    assertThat(diagnostics.list()).isEmpty();
    return delivery.orElseThrow();
  }

  private static String problem(Map<String, String> spec) {
    Diagnostics diagnostics = new Diagnostics();
    assertThat(SpecPropertiesReader.read(Map.of("drey.spec", spec), diagnostics)).isEmpty();
    assertThat(diagnostics.list()).hasSize(1);
    return diagnostics.list().get(0).toString();
  }

  /** How a diagnostic about a key starts: each key stands at the start of a line. */
  private static String at(int line, String code) {
    return "property group drey.spec:" + line + ":1: error[" + code + "]: ";
  }

  /** Text of any characters but lone surrogates, which no file holds. */
  private static String text(Random random, int size) {
    StringBuilder text = new StringBuilder();
    while (text.length() < size) {
      int codePoint =
          random.nextInt(20) == 0 ? 0x1F600 + random.nextInt(60) : random.nextInt(0x700);
      text.appendCodePoint(text.length() + 1 == size ? 'x' : codePoint);
    }
    return text.toString();
  }
}
