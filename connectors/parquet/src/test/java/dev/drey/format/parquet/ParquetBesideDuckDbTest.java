// SPDX-License-Identifier: Apache-2.0
package dev.drey.format.parquet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drey.format.BadRecordException;
import dev.drey.format.DecoderContext;
import dev.drey.format.FileDecoder;
import dev.drey.format.FileEncoder;
import dev.drey.format.SeekableInput;
import dev.drey.shape.OptionValues;
import dev.drey.testkit.RandomRows;
import dev.drey.testkit.SeedFor;
import dev.drey.type.DataType;
import dev.drey.type.DataTypeParser;
import dev.drey.type.Field;
import dev.drey.type.RowType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.flink.util.InstantiationUtil;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written here DuckDB reads as it is, and the other way round. */
class ParquetBesideDuckDbTest {
  private static final List<String> CODECS = List.of("none", "snappy", "gzip", "zstd");

  @TempDir private Path folder;

  private @Nullable Connection duckDb;

  @BeforeEach
  void open() throws SQLException {
    duckDb = DriverManager.getConnection("jdbc:duckdb:");
    execute("SET threads = 1");
    execute("SET TimeZone = 'UTC'");
  }

  @AfterEach
  void close() throws SQLException {
    connection().close();
  }

  private Connection connection() {
    if (duckDb == null) {
      throw new AssertionError("before each");
    }
    return duckDb;
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection().createStatement()) {
      statement.execute(sql);
    }
  }

  private List<String> theirs(Path file) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Statement statement = connection().createStatement();
        ResultSet result = statement.executeQuery("SELECT * FROM read_parquet('" + file + "')")) {
      int columns = result.getMetaData().getColumnCount();
      while (result.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
          row.add(Shown.theirs(result.getObject(i)));
        }
        rows.add(row.toString());
      }
    }
    return rows;
  }

  private static void write(Path file, RowType type, OptionValues options, List<Object[]> rows)
      throws Exception {
    FileEncoder encoder = InstantiationUtil.clone(new ParquetFiles().encoder(type, options));
    try (OutputStream out = Files.newOutputStream(file)) {
      FileEncoder.Rows writing = encoder.start(out);
      for (Object[] row : rows) {
        writing.row(row);
      }
      writing.finish();
    }
  }

  static SeekableInput input(byte[] bytes) {
    return new SeekableInput() {
      private ByteArrayInputStream in = new ByteArrayInputStream(bytes);

      @Override
      public long length() {
        return bytes.length;
      }

      @Override
      public void seek(long position) throws IOException {
        in = new ByteArrayInputStream(bytes);
        long unused = in.skip(Math.min(position, bytes.length));
      }

      @Override
      public int read() {
        return in.read();
      }

      @Override
      public int read(byte[] target, int from, int count) {
        return in.read(target, from, count);
      }
    };
  }

  private static List<Object[]> read(Path file, DecoderContext context) throws Exception {
    FileDecoder decoder = InstantiationUtil.clone(new ParquetFiles().decoder(context));
    List<Object[]> rows = new ArrayList<>();
    try (FileDecoder.Rows reading = decoder.open(input(Files.readAllBytes(file)))) {
      for (Object[] row = reading.next(); row != null; row = reading.next()) {
        rows.add(row);
      }
    }
    return rows;
  }

  private static DecoderContext all(RowType type) {
    return DecoderContext.of(
        type,
        type,
        IntStream.range(0, type.size()).boxed().collect(Collectors.toList()),
        OptionValues.empty());
  }

  private static List<String> shown(List<Object[]> rows, RowType type) {
    return rows.stream().map(row -> Shown.row(row, type)).collect(Collectors.toList());
  }

  @Test
  void whatIsWrittenDuckDbReads() throws Exception {
    long seed = SeedFor.test("ParquetBesideDuckDbTest");
    RandomRows random = RandomRows.ofWritten(seed, true);
    int files = Integer.getInteger("drey.parquet.files", 30);
    for (int i = 0; i < files; i++) {
      RowType type = random.rowType(3);
      List<Object[]> rows = new ArrayList<>();
      for (int j = 0; j < 40; j++) {
        rows.add(random.row(type));
      }
      Path file = folder.resolve(i + ".parquet");
      write(file, type, OptionValues.of(Map.of("codec", CODECS.get(i % CODECS.size()))), rows);
      List<String> expected = shown(rows, type);
      assertThat(theirs(file)).as("%s", type).isEqualTo(expected);
      assertThat(shown(read(file, all(type)), type)).as("%s", type).isEqualTo(expected);
    }
  }

  private static RowType type(String... columns) throws Exception {
    List<Field> fields = new ArrayList<>();
    for (String column : columns) {
      fields.add(
          Field.of(
              column.replaceFirst(" .*", ""),
              DataTypeParser.parse(column.replaceFirst("\\S+ ", ""))));
    }
    return RowType.of(fields);
  }

  private Path theirFile(String select, String options) throws SQLException {
    Path file = folder.resolve("theirs.parquet");
    execute("COPY (" + select + ") TO '" + file + "' (FORMAT parquet" + options + ")");
    return file;
  }

  @Test
  void whatDuckDbWritesIsRead() throws Exception {
    RowType type =
        type(
            "b BOOLEAN",
            "i8 TINYINT",
            "i16 SMALLINT",
            "i32 INT",
            "i64 BIGINT",
            "u8 SMALLINT",
            "u16 INT",
            "u32 BIGINT",
            "u64 DECIMAL(20, 0)",
            "f FLOAT",
            "d DOUBLE",
            "d4 DECIMAL(4, 2)",
            "d18 DECIMAL(18, 3)",
            "d38 DECIMAL(38, 10)",
            "s STRING",
            "e STRING",
            "u STRING",
            "x BYTES",
            "day DATE",
            "t TIME(3)",
            "ts TIMESTAMP(3)",
            "ms TIMESTAMP(3)",
            "ns TIMESTAMP(3)",
            "tz TIMESTAMP_LTZ(3)",
            "l ARRAY<INT>",
            "ll ARRAY<ARRAY<STRING>>",
            "r ROW<a INT, b ROW<c STRING>>",
            "m MAP<STRING, ARRAY<BIGINT>>");
    String select =
        "SELECT true b, (-128)::TINYINT i8, 32767::SMALLINT i16, (-2147483648)::INTEGER i32,"
            + " 9223372036854775807 i64, 255::UTINYINT u8, 65535::USMALLINT u16,"
            + " 4294967295::UINTEGER u32, 18446744073709551615::UBIGINT u64, 1.5::FLOAT f,"
            + " 'nan'::DOUBLE d, (-99.99)::DECIMAL(4,2) d4, 0.001::DECIMAL(18,3) d18,"
            + " (-1234567890123456789012345678.0123456789)::DECIMAL(38,10) d38, 'é\uD83D\uDE00' s,"
            + " 'high'::ENUM('low','high') e, '123e4567-e89b-12d3-a456-426614174000'::UUID u,"
            + " '\\xAA\\x00'::BLOB x, DATE '0001-01-01' \"day\", TIME '23:59:59.999' t,"
            + " TIMESTAMP '9999-12-31 23:59:59.999' ts, '1969-12-31 23:59:59.999'::TIMESTAMP_MS ms,"
            + " '2026-01-31 01:02:03.004'::TIMESTAMP_NS ns,"
            + " '2026-01-31 00:00:00+02'::TIMESTAMPTZ tz, [1, NULL, 3] l,"
            + " [['a'], [], NULL, [NULL]] ll, {a: 1, b: {c: 'x'}} r, MAP {'k': [1::BIGINT]} m"
            + " UNION ALL SELECT NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,"
            + " NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,"
            + " NULL, NULL, NULL";
    for (String version : List.of("", ", PARQUET_VERSION V2")) {
      for (String codec : List.of("uncompressed", "snappy", "gzip", "zstd")) {
        List<Object[]> rows =
            read(theirFile(select, ", COMPRESSION " + codec + version), all(type));
        assertThat(shown(rows, type))
            .as(codec + version)
            .containsExactly(
                "[true, -128, 32767, -2147483648, 9223372036854775807, 255, 65535, 4294967295,"
                    + " 18446744073709551615, 3fc00000, 7ff8000000000000, -99.99, 0.001,"
                    + " -1234567890123456789012345678.0123456789, é\uD83D\uDE00, high,"
                    + " 123e4567-e89b-12d3-a456-426614174000, xaa00, far, 23:59:59.999, far,"
                    + " 1969-12-31T23:59:59.999, 2026-01-31T01:02:03.004, 2026-01-30T22:00,"
                    + " [1, NULL, 3], [[a], [], NULL, [NULL]], [1, [x]], [k=[1]]]",
                "["
                    + IntStream.range(0, type.size())
                        .mapToObj(i -> "NULL")
                        .collect(Collectors.joining(", "))
                    + "]");
        assertThat(rows.get(0)[20]).isEqualTo(253402300799999L);
        assertThat(rows.get(0)[18]).isEqualTo(-719162);
      }
    }
  }

  /** Of many rows with dictionaries, several pages and groups, those columns that are asked for. */
  @Test
  void someColumnsOfManyRowsAreRead() throws Exception {
    Path file =
        theirFile(
            "SELECT i id, 'name ' || (i % 7) AS name, {a: i, b: [i, NULL]} AS r, repeat('x', 200)"
                + " pad FROM range(50000) t(i)",
            ", ROW_GROUP_SIZE 10000");
    RowType declared =
        type("id BIGINT", "name STRING", "r ROW<b ARRAY<BIGINT>>", "other STRING", "pad STRING");
    RowType produced =
        RowType.of(declared.field(1), Field.of("line", DataType.string()), declared.field(2));
    List<Object[]> rows =
        read(file, DecoderContext.of(declared, produced, List.of(1, -1, 2), OptionValues.empty()));
    assertThat(rows).hasSize(50_000);
    for (int i = 0; i < rows.size(); i += 997) {
      assertThat(Shown.row(rows.get(i), produced))
          .isEqualTo("[name " + i % 7 + ", NULL, [[" + i + ", NULL]]]");
    }
    RowType none = RowType.of(Field.of("line", DataType.string()));
    assertThat(read(file, DecoderContext.of(declared, none, List.of(-1), OptionValues.empty())))
        .hasSize(50_000);
  }

  @Test
  void whatDoesNotFitIsTold() throws Exception {
    Path file =
        theirFile(
            "SELECT * FROM (VALUES (1, TIMESTAMP '2026-01-01 00:00:00.000001', 'a'),"
                + " (300, TIMESTAMP '2026-01-01 00:00:00', NULL)) v(n, t, s)",
            "");
    FileDecoder.Rows rows =
        new ParquetFiles()
            .decoder(all(type("n TINYINT", "t TIMESTAMP(3)")))
            .open(input(Files.readAllBytes(file)));
    assertThat(failure(rows::next))
        .startsWith("column `t` wants TIMESTAMP(3), the record has 1767225600000001 microseconds");
    assertThat(failure(rows::next))
        .isEqualTo("column `n` wants TINYINT, the record has the number 300");
    assertThat(rows.next()).isNull();

    byte[] bytes = Files.readAllBytes(file);
    assertThat(failure(() -> open(type("n STRING"), bytes)))
        .isEqualTo(
            "its schema does not fit the columns: column `n` is STRING, and the file has optional"
                + " int32 n (INTEGER(32,true))");
    assertThat(failure(() -> open(type("other INT NOT NULL"), bytes)))
        .isEqualTo(
            "its schema does not fit the columns: column `other` is declared NOT NULL, and the"
                + " file has no such field: it has n, t, s");
    assertThat(failure(() -> open(type("n INT"), "no Parquet".getBytes(UTF_8))))
        .startsWith("it is no file of Parquet: ");
    assertThat(failure(() -> open(type("n INT"), new byte[0])))
        .startsWith("it is no file of Parquet: ");
  }

  private static @Nullable Object open(RowType type, byte[] bytes) throws Exception {
    return new ParquetFiles().decoder(all(type)).open(input(bytes)).next();
  }

  /** What may fail. */
  private interface Reading {
    @Nullable Object read() throws Exception;
  }

  private static String failure(Reading reading) throws Exception {
    try {
      return "read " + reading.read();
    } catch (BadRecordException e) {
      return String.valueOf(e.getMessage());
    }
  }

  /** A damaged file gives rows, bad records and an end, and nothing else. */
  @Test
  void damageMakesBadRecordsAlone() throws Exception {
    long seed = SeedFor.test("ParquetBesideDuckDbTest");
    Random random = new Random(seed);
    RandomRows rows = RandomRows.ofWritten(seed, true);
    for (int i = 0; i < 12; i++) {
      RowType type = rows.rowType(2);
      List<Object[]> some = new ArrayList<>();
      for (int j = 0; j < 20; j++) {
        some.add(rows.row(type));
      }
      Path file = folder.resolve("damaged.parquet");
      write(file, type, OptionValues.of(Map.of("codec", CODECS.get(i % CODECS.size()))), some);
      byte[] whole = Files.readAllBytes(file);
      for (int j = 0; j < 40; j++) {
        byte[] bytes = whole.clone();
        for (int k = random.nextInt(4); k >= 0; k--) {
          bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        if (random.nextInt(4) == 0) {
          bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
        }
        readToTheEnd(type, bytes);
      }
    }
  }

  private static void readToTheEnd(RowType type, byte[] bytes) throws IOException {
    FileDecoder.Rows reading;
    try {
      reading = new ParquetFiles().decoder(all(type)).open(input(bytes));
    } catch (BadRecordException e) {
      return;
    }
    for (int count = 0; count < 1000; count++) {
      try {
        if (reading.next() == null) {
          return;
        }
      } catch (BadRecordException e) {
        assertThat(e.getMessage()).isNotNull();
      }
    }
    throw new AssertionError("a file of 20 rows has no end");
  }
}
