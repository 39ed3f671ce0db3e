// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.backend.KafkaBrokerExtension;
import dev.drey.backend.KafkaTopic;
import dev.drey.connector.ErrorPolicy;
import dev.drey.format.BadRecordException;
import dev.drey.format.RowDecoder;
import dev.drey.format.RowOutput;
import dev.drey.shape.OptionValues;
import dev.drey.testkit.Cluster;
import dev.drey.testkit.SourceRun;
import dev.drey.type.DataType;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import dev.drey.type.TypeKind;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A format with several rows in a message, read from a real broker. */
@Timeout(90)
class SeveralRowsTest {
  @RegisterExtension static final KafkaBrokerExtension KAFKA = new KafkaBrokerExtension();
  @RegisterExtension static final Cluster FLINK = Cluster.ofOne();

  private static final RowType TYPE =
      RowType.of(Field.of("n", DataType.of(TypeKind.BIGINT).notNull()));

  /** Numbers with blanks between them; a point is a number that is not there. */
  private static final class Numbers implements RowDecoder {
    private static final long serialVersionUID = 1;

    @Override
    public void open() {}

    @Override
    public boolean hasSeveralRows() {
      return true;
    }

    @Override
    public Object[] decode(byte[] bytes, int offset, int length) {
      throw new IllegalStateException("a record may have several rows");
    }

    @Override
    public void decodeAll(byte[] bytes, int offset, int length, RowOutput rows)
        throws BadRecordException {
      for (String number : new String(bytes, offset, length, UTF_8).split(" ")) {
        if (number.equals(".")) {
          rows.row(new Object[2]);
        } else if (number.matches("[0-9]+")) {
          rows.row(new Object[] {Long.valueOf(number), null});
        } else if (!number.isEmpty()) {
          throw new BadRecordException("`" + number + "` is no number");
        }
      }
    }
  }

  private static List<String> read(String topic, ErrorPolicy policy) throws Exception {
    return SourceRun.of(
            new KafkaConnector(),
            OptionValues.of(
                SpecSource.options("brokers", KAFKA.broker().bootstrapServers(), "topic", topic)),
            TYPE)
        .decoders(context -> new Numbers())
        .metadata(Map.of("at", "offset"))
        .onError(policy)
        .bounded()
        .rows(FLINK.environment(1))
        .stream()
        .map(row -> row[0] + " of " + row[1])
        .collect(Collectors.toList());
  }

  @Test
  void rowsOfARecordComeInItsOrderEachWithItsPlace() throws Exception {
    KafkaTopic topic = KAFKA.broker().createTopic("several", 1);
    topic.send(0, "1 2 3", "", "4");
    assertThat(read("several", ErrorPolicy.FAIL))
        .containsExactly("1 of 0", "2 of 0", "3 of 0", "4 of 2");
  }

  @Test
  void recordThatCannotBeReadGivesNoneAndARowThatLacksSomethingIsBadAlone() throws Exception {
    KafkaTopic topic = KAFKA.broker().createTopic("several-bad", 1);
    topic.send(0, "1 2 x", "3 . 4");
    assertThat(read("several-bad", ErrorPolicy.DROP)).containsExactly("3 of 1", "4 of 1");
  }
}
