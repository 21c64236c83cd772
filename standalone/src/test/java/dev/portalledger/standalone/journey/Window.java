package dev.portalledger.standalone.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import dev.portalledger.standalone.World;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/**
 * A browser window of somebody who was never here before. It remembers what must not happen: errors
 * in the console (a breach of the content security policy is one), requests to anywhere but this
 * computer, and pages that axe finds hard to use.
 */
final class Window implements AutoCloseable {

  private static final Path SHOTS = Path.of("target", "screenshots");
  private static final int WIDE = 1280;
  private static final int NARROW = 390;
  private static final int HIGH = 800;

  final Page page;
  private final BrowserContext profile;
  private final String product = World.get().url();
  private final List<String> complaints = new CopyOnWriteArrayList<>();
  private final Set<Integer> expected = new java.util.concurrent.CopyOnWriteArraySet<>();

  Window(Browser browser) {
    profile = browser.newContext(new Browser.NewContextOptions().setViewportSize(WIDE, HIGH));
    profile.setDefaultTimeout(60_000);
    page = profile.newPage();
    profile.onConsoleMessage(
        message -> {
          if (message.type().equals("error") && !isExpected(message.text())) {
            complaints.add(message.text() + " at " + message.location());
          }
        });
    profile.onWebError(error -> complaints.add(error.error()));
    profile.onRequest(request -> watch(request.url()));
  }

  private void watch(String url) {
    var target = URI.create(url.split("\\?", 2)[0]);
    if (!"data".equals(target.getScheme()) && !"localhost".equals(target.getHost())) {
      complaints.add("request to " + url);
    }
  }

  /** The browser itself calls an answer of this status an error; here it is what we came for. */
  Window expecting(int status) {
    expected.add(status);
    return this;
  }

  private boolean isExpected(String text) {
    return expected.stream().anyMatch(status -> text.contains("status of " + status));
  }

  /** Comes to the product, is sent to the sign-in, and fills in its form. */
  Window signIn(String email) {
    return signIn(email, "/client-accounts");
  }

  /** Comes to a page of the product, signs in, and gets there. */
  Window signIn(String email, String path) {
    open(path);
    page.getByLabel("E-mail", new Page.GetByLabelOptions().setExact(true)).fill(email);
    page.getByLabel("Password").fill("demo");
    button("Sign in").click();
    page.waitForURL(url -> url.startsWith(product));
    return this;
  }

  Response open(String path) {
    return page.navigate(product + path);
  }

  Locator button(String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  Locator link(String name) {
    return page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  String heading() {
    return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)).innerText();
  }

  void headingBecomes(String text) {
    page.getByRole(
            AriaRole.HEADING, new Page.GetByRoleOptions().setName(text).setExact(true).setLevel(1))
        .waitFor();
  }

  /** As written, not as styled. */
  List<String> sections() {
    return page.locator("main h2").allTextContents();
  }

  String text() {
    return page.locator("body").innerText();
  }

  /** At HubSpot: who one is, which account, and that far; the scopes are on the screen now. */
  Window pickAtHubSpot(String user, long portal) {
    signInAtHubSpot(user);
    page.locator("input[name=sandbox_portal][value='" + portal + "']").check();
    button("Choose account").click();
    return this;
  }

  Window signInAtHubSpot(String user) {
    page.getByLabel("E-mail address", new Page.GetByLabelOptions().setExact(true)).fill(user);
    button("Sign in").click();
    return this;
  }

  /** The first page the product shows after HubSpot has sent the browser back, as it came. */
  Response consent() {
    return firstPageAfter("Connect app");
  }

  Response decline() {
    return firstPageAfter("Cancel");
  }

  private Response firstPageAfter(String button) {
    return page.waitForResponse(
        answer ->
            answer.request().isNavigationRequest()
                && answer.url().startsWith(product)
                && answer.status() != 303,
        () -> button(button).click());
  }

  /** Kept for people to look at, and looked at by axe. */
  Window look(String name) {
    shot(name);
    new AxeBuilder(page)
        .analyze().getViolations().stream()
            .filter(found -> Set.of("serious", "critical").contains(found.getImpact()))
            .flatMap(
                found ->
                    found.getNodes().stream().map(node -> found.getId() + " " + node.getHtml()))
            .forEach(found -> complaints.add(name + " is not accessible: " + found));
    return this;
  }

  /** The same on a phone. */
  Window lookNarrow(String name) {
    page.setViewportSize(NARROW, HIGH);
    look(name);
    var wider = page.evaluate("document.documentElement.scrollWidth > window.innerWidth");
    assertThat(wider).as(name + " has to be scrolled sideways").isEqualTo(false);
    page.setViewportSize(WIDE, HIGH);
    return this;
  }

  private void shot(String name) {
    page.screenshot(
        new Page.ScreenshotOptions().setPath(SHOTS.resolve(name + ".png")).setFullPage(true));
  }

  List<String> buttons() {
    return Stream.concat(
            page.getByRole(AriaRole.BUTTON).allInnerTexts().stream(),
            page.locator("a.btn").allInnerTexts().stream())
        .map(String::strip)
        .toList();
  }

  void assertNothingWentWrong() {
    assertThat(complaints).isEmpty();
  }

  @Override
  public void close() {
    profile.close();
  }
}
