// SPDX-License-Identifier: Apache-2.0
package dev.drey.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What others say is told without the secrets that they were given. */
class RedactionTest {
  private static Redaction hiding(String... secrets) {
    return new Redaction(List.of(secrets));
  }

  @Test
  void aSecretGoesWholeOrByItsBeginning() {
    Redaction redaction = hiding("correct-horse-battery");
    assertThat(redaction.of("login correct-horse-battery refused")).isEqualTo("login *** refused");
    assertThat(redaction.of("login correct-horse-b... refused")).isEqualTo("login ***... refused");
  }

  @Test
  void aShortSecretStaysWherePartOfAWord() {
    assertThat(hiding("in").of("written in `in`")).isEqualTo("written *** `***`");
  }

  @Test
  void aPasswordInsideALoginOrAUrlGoesAlone() {
    String login = "ScramLoginModule required username=\"app\" password=\"w1nter sun\";";
    assertThat(hiding(login).of("user app, w1nter sun: refused"))
        .isEqualTo("user app, ***: refused");
    assertThat(hiding("https://app:s3cr3t-pw@registry:8081/x").of("401 for app/s3cr3t-pw"))
        .isEqualTo("401 for app/***");
  }

  @Test
  void aSecretGoesAsSqlAndAsJsonWriteIt() {
    Redaction redaction = hiding("it's \"deep\"");
    assertThat(redaction.of("x = 'it''s \"deep\"'")).isEqualTo("x = '***'");
    assertThat(redaction.of("{\"x\": \"it's \\\"deep\\\"\"}")).isEqualTo("{\"x\": \"***\"}");
  }

  @Test
  void whatBeginsLikeALoginOrAUrlStays() {
    String login = "org.apache.kafka.Plain required username=\"app\" password=\"w1nter sun\";";
    Redaction redaction = hiding(login, "https://app:s3cr3t-pw@registry/x");
    String fact = "org.apache.kafka.common.TimeoutException at https://docs/x";
    assertThat(redaction.of(fact)).isEqualTo(fact);
    assertThat(redaction.of("in [" + login + "]")).isEqualTo("in [***]");
  }

  @Test
  void aSecretGoesInCapitalsToo() {
    assertThat(hiding("Correct-Horse").of("CORRECT-HORSE, correct-horse")).isEqualTo("***, ***");
  }

  @Test
  void aLoginInAnAddressGoesThoughNobodyNamedIt() {
    Redaction redaction = hiding();
    assertThat(redaction.of("no answer from jdbc:pg://app:w1nter@db:5432/x"))
        .isEqualTo("no answer from jdbc:pg://***@db:5432/x");
    assertThat(
            redaction.of("403 for https://b.s3.amazonaws.com/k?X-Amz-Date=1&X-Amz-Signature=ab1"))
        .isEqualTo("403 for https://b.s3.amazonaws.com/k?X-Amz-Date=1&X-Amz-Signature=***");
    assertThat(redaction.of("GET https://x/y?access_token=t0k&page=2"))
        .isEqualTo("GET https://x/y?access_token=***&page=2");
    assertThat(redaction.of("PlainLoginModule required username=\"a\" password=\"w1nter sun\";"))
        .isEqualTo("PlainLoginModule required username=\"a\" password=***;");
    String plain = "write `password: ${password}` at https://docs/x?page=2#token or s3://b/a@b";
    assertThat(redaction.of(plain)).isEqualTo(plain);
    Exception refused = new IOException("https://u:w1nter@h/x", new IOException("u:w1nter"));
    assertThat(redaction.of(refused)).hasMessageContaining("https://***@h/x");
  }

  @Test
  void aFailureWithoutSecretsIsItself() {
    IOException failure = new IOException("refused", new IllegalStateException("closed"));
    assertThat(hiding("correct-horse-battery").of(failure)).isSameAs(failure);
  }

  @Test
  void aFailureKeepsNamesAndTraces() {
    Exception cause = new IOException("for correct-horse-battery");
    Exception shown =
        hiding("correct-horse-battery").of(new IllegalStateException("no login", cause));
    assertThat(shown).hasMessage("java.lang.IllegalStateException: no login");
    assertThat(shown.getCause()).hasMessage("java.io.IOException: for ***");
    assertThat(shown).cause().extracting(Throwable::getStackTrace).isEqualTo(cause.getStackTrace());
  }
}
