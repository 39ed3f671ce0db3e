package dev.drey.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class ExpressionValueTest {
  @Test
  void computesFromColumns() {
    Sql sql = new Sql("a INT, b BIGINT NOT NULL, s STRING, d DECIMAL(12, 2)");
    assertThat(sql.value("a + b * 2", 1, 2L, "x", new BigDecimal("1.00"))).isEqualTo(5L);
    assertThat(sql.value("UPPER(s) || 'é'", 1, 2L, "x", new BigDecimal("1.00"))).isEqualTo("Xé");
    assertThat(sql.value("d / 3", 1, 2L, "x", new BigDecimal("1.00")))
        .isEqualTo(new BigDecimal("0.3333333333333"));
    assertThat(
            sql.value(
                "CASE WHEN a > 0 AND s LIKE 'x%' THEN 'yes' ELSE 'no!' END",
                1, 2L, "x", new BigDecimal("1.00")))
        .isEqualTo("yes");
  }
}
