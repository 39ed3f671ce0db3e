package dev.drey.connector;

import java.util.List;

/**
 * A system that a pipeline reads from or writes to. Found by {@link java.util.ServiceLoader}; also
 * a {@link SourceConnector}, a {@link SinkConnector} or both.
 *
 * <p>The class itself must load without Flink's classes: {@code validate} reads descriptors only.
 */
public interface Connector {
  ConnectorDescriptor descriptor();

  /** What is wrong with this use beyond what the shapes of the options say; empty where nothing. */
  default List<Finding> check(ConnectorUsage usage) {
    return List.of();
  }

  /** The actions that the job's role needs for this use, where they depend on the options. */
  default List<String> iamActions(ConnectorUsage usage) {
    return descriptor().iamActions();
  }
}
