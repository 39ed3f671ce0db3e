// SPDX-License-Identifier: Apache-2.0
package dev.drey.launcher;

import dev.drey.diagnostic.Diagnostic;
import dev.drey.diagnostic.Redaction;
import dev.drey.diagnostic.render.DiagnosticRenderer;
import dev.drey.text.Visible;
import java.util.List;

/**
 * Why a launch failed, in words for the pipeline's owner. Flink shows the message where the job was
 * submitted: in the application's log, and as the answer to a REST call.
 */
final class LaunchException extends Exception {
  private static final long serialVersionUID = 1;

  private static final Redaction WITHOUT_LOGINS = new Redaction(List.of());

  LaunchException(String message) {
    super(shown(message));
  }

  LaunchException(String message, Exception cause) {
    super(shown(message), WITHOUT_LOGINS.of(cause));
  }

  /** An address may carry a login, and so may the messages of those who open it. */
  static String shown(String message) {
    return Visible.lines(WITHOUT_LOGINS.of(message));
  }

  static LaunchException of(String summary, List<Diagnostic> diagnostics) {
    return new LaunchException(
        summary + "\n\n" + DiagnosticRenderer.text(false).render(diagnostics));
  }
}
