package dev.drey.connector;

import com.google.auto.value.AutoValue;
import java.util.List;

/**
 * An action that the job's role must be allowed, and on what: an entry of an IAM policy. Resources
 * are ARNs; what a spec does not say in them, such as the account, is {@code *}.
 */
@AutoValue
public abstract class Permission {
  public static Permission of(String action, String... resources) {
    return new AutoValue_Permission(action, List.of(resources));
  }

  /** Such as {@code kinesis:GetRecords}. */
  public abstract String action();

  /** At least one. */
  public abstract List<String> resources();
}
