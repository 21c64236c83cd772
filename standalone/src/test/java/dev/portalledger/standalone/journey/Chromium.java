package dev.portalledger.standalone.journey;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * The machine's own Chromium, one for all tests; every {@link Window} a test asks for has a fresh
 * profile. Where it is missing, CI fails and a developer is told what was skipped.
 */
final class Chromium implements BeforeAllCallback, ParameterResolver, AfterEachCallback {

  private static final Namespace OURS = Namespace.create(Chromium.class);
  private static final String MISSING =
      "There is no Chromium on the PATH, and the browser tests need one: install the package"
          + " chromium.";

  private record Running(Playwright playwright, Browser browser) implements AutoCloseable {

    @Override
    public void close() {
      playwright.close();
    }
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    if (installed().isPresent()) {
      return;
    }
    if ("true".equals(System.getenv("CI"))) {
      throw new AssertionError(MISSING);
    }
    // Past the log file and the test report, to the person who started this.
    System.err.println("SKIPPED " + context.getDisplayName() + ": " + MISSING);
    Assumptions.abort(MISSING);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Window.class;
  }

  /** Closed together with the test's store. */
  @Override
  public Window resolveParameter(ParameterContext parameter, ExtensionContext context) {
    var name = parameter.getParameter().getName();
    return context.getStore(OURS).computeIfAbsent(name, _ -> open(context), Window.class);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    Stream.of(context.getRequiredTestMethod().getParameters())
        .map(parameter -> context.getStore(OURS).get(parameter.getName(), Window.class))
        .filter(java.util.Objects::nonNull)
        .forEach(Window::assertNothingWentWrong);
  }

  private static Window open(ExtensionContext context) {
    var running =
        context
            .getRoot()
            .getStore(OURS)
            .computeIfAbsent(Running.class, _ -> launch(), Running.class);
    return new Window(running.browser());
  }

  private static Running launch() {
    var playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    var options =
        new LaunchOptions()
            .setExecutablePath(installed().orElseThrow())
            .setArgs(
                List.of(
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync"));
    return new Running(playwright, playwright.chromium().launch(options));
  }

  private static Optional<Path> installed() {
    var folders = Pattern.compile(File.pathSeparator, Pattern.LITERAL);
    return folders
        .splitAsStream(Optional.ofNullable(System.getenv("PATH")).orElse(""))
        .flatMap(
            folder ->
                Stream.of("chromium", "chromium-browser", "google-chrome")
                    .map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
