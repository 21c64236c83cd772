package dev.portalledger.standalone.signin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** A browser of one person, and the product's half of the protocol. */
final class SignInBrowser {

  private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
  private static final Pattern CODE = Pattern.compile("[?&]code=([^&]+)");
  private static final String VERIFIER = "a-verifier-that-is-long-enough-for-the-specification-43";

  private final SignInServer server;
  private final HttpClient http =
      HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

  /** What a person's sign-in gives the product. */
  record Tokens(String identity, String access) {}

  SignInBrowser(SignInServer server) {
    this.server = server;
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return http.send(request(path).header("Accept", "text/html").build(), BodyHandlers.ofString());
  }

  Map<String, Object> json(String path) throws IOException, InterruptedException {
    return parse(http.send(request(path).build(), BodyHandlers.ofString()));
  }

  Tokens signIn(String email, String password) throws Exception {
    assertThat(location(get(authorizePath()))).isEqualTo(server.url() + "/sign-in");
    var backToAuthorize = location(submit(email, password));
    assertThat(backToAuthorize).startsWith(server.url() + "/oauth2/authorize");
    var redirect = location(get(backToAuthorize.substring(server.url().length())));
    assertThat(redirect).startsWith(productUrl() + "/login/oauth2/code/ledger?");
    var code = CODE.matcher(redirect);
    assertThat(code.find()).isTrue();
    return exchange(code.group(1));
  }

  String failToSignIn(String email, String password) throws Exception {
    var back = location(submit(email, password));
    assertThat(back).startsWith(server.url() + "/sign-in");
    return get(back.substring(server.url().length())).body();
  }

  private HttpResponse<String> submit(String email, String password) throws Exception {
    var csrf = CSRF.matcher(get("/sign-in").body());
    assertThat(csrf.find()).isTrue();
    return post(
        request("/sign-in"),
        Map.of("username", email, "password", password, "_csrf", csrf.group(1)));
  }

  private Tokens exchange(String code) throws Exception {
    var form =
        Map.of(
            "grant_type",
            "authorization_code",
            "code",
            code,
            "redirect_uri",
            productUrl() + "/login/oauth2/code/ledger",
            "code_verifier",
            VERIFIER);
    var answer = parse(post(asClient("ledger", SignInServer.SECRET), form));
    return new Tokens(
        String.valueOf(answer.get("id_token")), String.valueOf(answer.get("access_token")));
  }

  String machineToken(String client, String secret) throws Exception {
    var token = parse(tokenRequest(client, secret, "client_credentials")).get("access_token");
    return String.valueOf(token);
  }

  HttpResponse<String> tokenRequest(String client, String secret, String grant) throws Exception {
    return post(asClient(client, secret), Map.of("grant_type", grant));
  }

  /** Where the browser is sent after signing out. */
  Optional<String> signOut(String idToken) throws Exception {
    var query =
        form(
            Map.of(
                "id_token_hint",
                idToken,
                "post_logout_redirect_uri",
                productUrl() + "/signed-out"));
    return get("/connect/logout?" + query).headers().firstValue("Location");
  }

  String authorizePath() throws Exception {
    return authorizePath(URI.create(productUrl() + "/login/oauth2/code/ledger"));
  }

  String authorizePath(URI redirect) throws Exception {
    var hash = MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(UTF_8));
    var parameters = new LinkedHashMap<String, String>();
    parameters.put("response_type", "code");
    parameters.put("client_id", "ledger");
    parameters.put("scope", "openid profile email");
    parameters.put("state", "state");
    parameters.put("nonce", "nonce");
    parameters.put("redirect_uri", redirect.toString());
    parameters.put("code_challenge", Base64.getUrlEncoder().withoutPadding().encodeToString(hash));
    parameters.put("code_challenge_method", "S256");
    return "/oauth2/authorize?" + form(parameters);
  }

  private String productUrl() {
    return String.valueOf(
        server.context().getEnvironment().getProperty("demo.sign-in.product-url"));
  }

  private HttpRequest.Builder asClient(String client, String secret) {
    var pair = URLEncoder.encode(client, UTF_8) + ":" + URLEncoder.encode(secret, UTF_8);
    return request("/oauth2/token")
        .header(
            "Authorization", "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8)));
  }

  private HttpResponse<String> post(HttpRequest.Builder request, Map<String, String> form)
      throws IOException, InterruptedException {
    return http.send(
        request
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form(form)))
            .build(),
        BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(server.url() + path));
  }

  private static Map<String, Object> parse(HttpResponse<String> response) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return JsonMapper.shared().readValue(response.body(), new TypeReference<>() {});
  }

  private static String location(HttpResponse<String> response) {
    return response.headers().firstValue("Location").orElse("");
  }

  private static String form(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
        .collect(Collectors.joining("&"));
  }
}
