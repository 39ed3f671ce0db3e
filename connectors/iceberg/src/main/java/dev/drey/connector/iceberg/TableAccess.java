// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.iceberg;

import static java.util.Objects.requireNonNull;

import dev.drey.connector.ConnectorException;
import dev.drey.shape.OptionValues;
import java.io.Closeable;
import java.io.IOException;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.CatalogUtil;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.ForbiddenException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.exceptions.NotAuthorizedException;
import org.apache.iceberg.flink.TableLoader;
import org.jspecify.annotations.Nullable;

/** The way to a table of a catalog, as tasks need it. Nothing of it is open when it is sent. */
final class TableAccess implements TableLoader {
  private static final long serialVersionUID = 1;

  /** Of the catalog, in Iceberg's log. */
  private static final String NAME = "drey";

  private final OptionValues catalogOptions;
  private final String table;
  private transient @Nullable Catalog catalog;

  private TableAccess(OptionValues catalogOptions, String table) {
    this.catalogOptions = catalogOptions;
    this.table = table;
  }

  static TableAccess of(OptionValues options) {
    return new TableAccess(options.get(IcebergOptions.CATALOG), options.get(IcebergOptions.TABLE));
  }

  /** {@code table `a.b` in ...}, for messages. */
  static String inWords(OptionValues options) {
    return "table `"
        + options.get(IcebergOptions.TABLE)
        + "` "
        + CatalogAccess.inWords(options.get(IcebergOptions.CATALOG));
  }

  String inWords() {
    return "table `" + table + "` " + CatalogAccess.inWords(catalogOptions);
  }

  TableIdentifier identifier() {
    return TableIdentifier.parse(table);
  }

  @Override
  public void open() {
    if (catalog == null) {
      Map<String, String> properties = CatalogAccess.of(catalogOptions);
      try {
        catalog = CatalogUtil.buildIcebergCatalog(NAME, properties, new Configuration(false));
      } catch (RuntimeException failure) {
        throw unreachable(failure);
      }
    }
  }

  @Override
  public boolean isOpen() {
    return catalog != null;
  }

  Catalog catalog() {
    return requireNonNull(catalog, "open() comes first");
  }

  boolean exists() {
    try {
      return catalog().tableExists(identifier());
    } catch (RuntimeException failure) {
      throw unreachable(failure);
    }
  }

  @Override
  public Table loadTable() {
    try {
      return catalog().loadTable(identifier());
    } catch (NoSuchTableException none) {
      throw new ConnectorException("there is no " + inWords(), none);
    } catch (RuntimeException failure) {
      throw unreachable(failure);
    }
  }

  /** What keeps the catalog from answering, for the pipeline's owner. */
  ConnectorException unreachable(RuntimeException failure) {
    if (failure instanceof ConnectorException) {
      return (ConnectorException) failure;
    }
    boolean refused =
        failure instanceof NotAuthorizedException || failure instanceof ForbiddenException;
    return new ConnectorException(
        (refused ? "the catalog refuses " : "the catalog does not give ")
            + inWords()
            + ": "
            + Causes.words(failure)
            + (refused ? " (look at `token`, `credential` or `credentials`)" : ""),
        failure);
  }

  // Iceberg asks for a copy by this name.
  @SuppressWarnings({"MethodDoesntCallSuperMethod", "checkstyle"})
  @Override
  public TableLoader clone() {
    return new TableAccess(catalogOptions, table);
  }

  @Override
  public void close() throws IOException {
    if (catalog instanceof Closeable) {
      ((Closeable) catalog).close();
    }
    catalog = null;
  }

  @Override
  public String toString() {
    return inWords();
  }
}
