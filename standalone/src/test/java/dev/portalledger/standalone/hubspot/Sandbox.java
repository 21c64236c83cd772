package dev.portalledger.standalone.hubspot;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.security.autoconfigure.SecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.boot.thymeleaf.autoconfigure.ThymeleafAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.JsonNode;

/** A running sandbox and an app that talks to it. */
final class Sandbox {

  static final String CALLBACK = "http://localhost:8080/oauth/hubspot/callback";
  static final String REQUIRED =
      "oauth crm.objects.contacts.read crm.objects.companies.read crm.objects.deals.read crm.schemas.contacts.read"
          + " crm.schemas.companies.read crm.schemas.deals.read crm.objects.owners.read";

  private static final class Shared {
    static final Sandbox ONE = start();
  }

  private final HttpClient http = HttpClient.newHttpClient();
  private final ConfigurableApplicationContext context;

  private Sandbox(ConfigurableApplicationContext context) {
    this.context = context;
  }

  /** The one all tests share, as on the first day. */
  static Sandbox fresh() {
    Shared.ONE.send("DELETE", "/sandbox/state", "");
    return Shared.ONE;
  }

  private static Sandbox start() {
    var application = new SpringApplication(Minimal.class);
    return new Sandbox(application.run("--server.port=0", "--server.address=127.0.0.1"));
  }

  URI uri(String path) {
    return URI.create(
        "http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port") + path);
  }

  Answer get(String path, String... headers) {
    return send("GET", path, "", headers);
  }

  Answer send(String method, String path, String body, String... headers) {
    try {
      return sendOrFail(method, path, body, headers);
    } catch (IOException e) {
      throw new AssertionError(method + " " + path, e);
    }
  }

  Answer sendOrFail(String method, String path, String body, String... headers) throws IOException {
    var request =
        HttpRequest.newBuilder(uri(path))
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return new Answer(http.send(request.build(), BodyHandlers.ofString()));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  Answer put(String path, String json) {
    return send("PUT", path, json, "Content-Type", "application/json");
  }

  Answer post(String path, String json) {
    return send("POST", path, json, "Content-Type", "application/json");
  }

  Answer form(String path, Map<String, String> values) {
    return send("POST", path, encoded(values), "Content-Type", "application/x-www-form-urlencoded");
  }

  /** The app's client id and secret, and these. */
  Answer asApp(String path, String... namesAndValues) {
    var values = map(namesAndValues);
    values.putIfAbsent("client_id", "sandbox-app");
    values.putIfAbsent("client_secret", "sandbox-secret");
    return form(path, values);
  }

  Answer token(String... namesAndValues) {
    return asApp("/oauth/2026-03/token", namesAndValues);
  }

  Answer refresh(String refreshToken) {
    return token("grant_type", "refresh_token", "refresh_token", refreshToken);
  }

  Answer introspect(String token) {
    return asApp("/oauth/2026-03/token/introspect", "token", token);
  }

  Answer bearer(String method, String path, String accessToken) {
    return send(method, path, "", "Authorization", "Bearer " + accessToken);
  }

  void knobs(String json) {
    var answer = put("/sandbox/knobs", json);
    if (answer.status() != 200) {
      throw new AssertionError(answer.body());
    }
  }

  void advance(String duration) {
    put("/sandbox/clock", "{\"advance\":\"%s\"}".formatted(duration));
  }

  /** The authorize URL's answer; what is named replaces the defaults, an empty value leaves out. */
  Answer authorize(String... namesAndValues) {
    var values =
        map(
            "client_id",
            "sandbox-app",
            "redirect_uri",
            CALLBACK,
            "scope",
            REQUIRED,
            "state",
            "s",
            "sandbox_user",
            "admin",
            "sandbox_portal",
            "1001",
            "sandbox_decision",
            "grant");
    values.putAll(map(namesAndValues));
    values.values().removeIf(String::isEmpty);
    return get("/oauth/authorize?" + encoded(values));
  }

  String code(String... namesAndValues) {
    return Objects.requireNonNull(authorize(namesAndValues).query().get("code"));
  }

  Answer exchange(String code, String... namesAndValues) {
    var values = map("grant_type", "authorization_code", "code", code, "redirect_uri", CALLBACK);
    values.putAll(map(namesAndValues));
    return token(
        values.entrySet().stream()
            .flatMap(each -> Stream.of(each.getKey(), each.getValue()))
            .toArray(String[]::new));
  }

  /** Consent and exchange in one. */
  JsonNode connect(String... namesAndValues) {
    return exchange(code(namesAndValues)).json();
  }

  static Map<String, String> map(String... namesAndValues) {
    var map = new LinkedHashMap<String, String>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      map.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return map;
  }

  static String encoded(Map<String, String> values) {
    return values.entrySet().stream()
        .map(
            each ->
                each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  /** What the launcher brings along, and nothing of Axon's or the database's. */
  @Configuration(proxyBeanMethods = false)
  @ImportAutoConfiguration({
    TomcatServletWebServerAutoConfiguration.class,
    DispatcherServletAutoConfiguration.class,
    WebMvcAutoConfiguration.class,
    ErrorMvcAutoConfiguration.class,
    HttpMessageConvertersAutoConfiguration.class,
    JacksonAutoConfiguration.class,
    ThymeleafAutoConfiguration.class,
    SecurityAutoConfiguration.class,
    ServletWebSecurityAutoConfiguration.class,
    SecurityFilterAutoConfiguration.class
  })
  @Import(HubSpotSandbox.class)
  static class Minimal {}
}
