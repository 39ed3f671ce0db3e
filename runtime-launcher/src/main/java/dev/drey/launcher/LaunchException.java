package dev.drey.launcher;

import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.render.TextRenderer;
import dev.drey.text.Visible;
import java.util.List;

/**
 * Why a launch failed, in words for the pipeline's owner. Flink shows the message where the job was
 * submitted: in the application's log, and as the answer to a REST call.
 */
public final class LaunchException extends Exception {
  private static final long serialVersionUID = 1;

  LaunchException(String message) {
    super(Visible.lines(message));
  }

  LaunchException(String message, Throwable cause) {
    super(Visible.lines(message), cause);
  }

  static LaunchException of(String summary, List<Diagnostic> diagnostics) {
    return new LaunchException(summary + "\n\n" + new TextRenderer(false).render(diagnostics));
  }
}
