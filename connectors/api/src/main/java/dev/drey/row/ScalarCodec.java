// SPDX-License-Identifier: Apache-2.0
package dev.drey.row;

import dev.drey.type.TypeKind;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.types.StringValue;

/** The bytes of values that have no parts. Named by the Java class of the value. */
enum ScalarCodec implements ValueCodec {
  BOOLEAN {
    @Override
    public void write(Object value, DataOutputView out) throws IOException {
      out.writeBoolean((Boolean) value);
    }

    @Override
    public Object read(DataInputView in) throws IOException {
      return in.readBoolean();
    }
  },
  BYTE {
    @Override
    public void write(Object value, DataOutputView out) throws IOException {
      out.writeByte((Byte) value);
    }

    @Override
    public Object read(DataInputView in) throws IOException {
      return in.readByte();
    }
  },
  SHORT {
    @Override
    public void write(Object value, DataOutputView out) throws IOException {
      out.writeShort((Short) value);
    }

    @Override
    public Object read(DataInputView in) throws IOException {
      return in.readShort();
    }
  },
  INTEGER {
    @Override
    public void write(Object value, DataOutputView out) throws IOException {
      VarInt.writeSigned((Integer) value, out);
    }

    @Override
    public Object read(DataInputView in) throws IOException {
      return (int) VarInt.readSigned(in);
    }
  },
  LONG {
    @Override
    public void write(Object value, DataOutputView out) throws IOException {
      VarInt.writeSigned(((Number) value).longValue(), out);
    }

    @Override
    public Object copy(Object value) {
      return value instanceof LongCell ? (Object) ((LongCell) value).longValue() : value;
    }

    @Override
    public Object read(DataInputView in) throws IOException {
      return VarInt.readSigned(in);
    }
  },
  /** Epoch milliseconds: of one size today, so eight bytes at once beat six one by one. */
  INSTANT {
    @Override
    public void write(Object value, DataOutputView out) throws IOException {
      out.writeLong((Long) value);
    }

    @Override
    public Object read(DataInputView in) throws IOException {
      return in.readLong();
    }
  },
  FLOAT {
    @Override
    public void write(Object value, DataOutputView out) throws IOException {
      out.writeFloat((Float) value);
    }

    @Override
    public Object read(DataInputView in) throws IOException {
      return in.readFloat();
    }
  },
  DOUBLE {
    @Override
    public void write(Object value, DataOutputView out) throws IOException {
      out.writeDouble(((Number) value).doubleValue());
    }

    @Override
    public Object copy(Object value) {
      return value instanceof DoubleCell ? (Object) ((DoubleCell) value).doubleValue() : value;
    }

    @Override
    public Object read(DataInputView in) throws IOException {
      return in.readDouble();
    }
  },
  STRING {
    @Override
    public void write(Object value, DataOutputView out) throws IOException {
      StringValue.writeString((String) value, out);
    }

    @Override
    public Object read(DataInputView in) throws IOException {
      return StringValue.readString(in);
    }
  },
  BYTES {
    @Override
    public void write(Object value, DataOutputView out) throws IOException {
      byte[] bytes = (byte[]) value;
      VarInt.writeUnsigned(bytes.length, out);
      out.write(bytes);
    }

    @Override
    public Object read(DataInputView in) throws IOException {
      byte[] bytes = new byte[VarInt.readSize(in)];
      in.readFully(bytes);
      return bytes;
    }

    @Override
    public Object copy(Object value) {
      return ((byte[]) value).clone();
    }
  };

  static ScalarCodec of(TypeKind kind) {
    switch (kind) {
      case BOOLEAN:
        return BOOLEAN;
      case TINYINT:
        return BYTE;
      case SMALLINT:
        return SHORT;
      case INT:
      case DATE:
      case TIME:
      case INTERVAL_YEAR_MONTH:
        return INTEGER;
      case BIGINT:
      case INTERVAL_DAY_TIME:
        return LONG;
      case TIMESTAMP:
      case TIMESTAMP_LTZ:
        return INSTANT;
      case FLOAT:
        return FLOAT;
      case DOUBLE:
        return DOUBLE;
      case CHAR:
      case VARCHAR:
        return STRING;
      case BINARY:
      case VARBINARY:
        return BYTES;
      default:
        throw new IllegalArgumentException(kind + " has parts");
    }
  }
}
