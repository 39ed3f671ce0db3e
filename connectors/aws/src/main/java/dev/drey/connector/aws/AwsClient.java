// SPDX-License-Identifier: Apache-2.0
package dev.drey.connector.aws;

import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.http.nio.netty.SdkEventLoopGroup;

/**
 * A client of a service with the threads that it works by. Closing it does not wait for them: they
 * end by themselves, where the SDK would hold up a task that ends for two seconds.
 */
public final class AwsClient<C extends SdkClient> implements AutoCloseable {
  private static final long AT_MOST_SECONDS = 5;

  private final C client;
  private final SdkEventLoopGroup threads;

  AwsClient(C client, SdkEventLoopGroup threads) {
    this.client = client;
    this.threads = threads;
  }

  public C get() {
    return client;
  }

  @Override
  public void close() {
    client.close();
    Object unused =
        threads.eventLoopGroup().shutdownGracefully(0, AT_MOST_SECONDS, TimeUnit.SECONDS);
  }
}
