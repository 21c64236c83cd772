package dev.portalledger.command.hubspot;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/** HubSpot's signature of requests it sends, version 3; older versions are not accepted. */
@Component
public final class SignatureV3 {

  /** What HubSpot decodes in the address before it signs, and nothing else. */
  private static final Map<String, String> DECODED =
      Map.ofEntries(
          Map.entry("3A", ":"),
          Map.entry("2F", "/"),
          Map.entry("3F", "?"),
          Map.entry("40", "@"),
          Map.entry("21", "!"),
          Map.entry("24", "\\$"),
          Map.entry("27", "'"),
          Map.entry("28", "("),
          Map.entry("29", ")"),
          Map.entry("2A", "*"),
          Map.entry("2C", ","),
          Map.entry("3B", ";"));

  private static final Pattern ENCODED =
      Pattern.compile("%(3A|2F|3F|40|21|24|27|28|29|2A|2C|3B)", Pattern.CASE_INSENSITIVE);

  private final HubSpotSettings settings;

  SignatureV3(HubSpotSettings settings) {
    this.settings = settings;
  }

  /**
   * Whether HubSpot signed this request. Says nothing about its age.
   *
   * @param uri whole, with scheme, host and query, as HubSpot was told to call it
   * @param signature in Base64, as the header brought it
   */
  public boolean covers(
      String method, String uri, byte[] body, String timestamp, String signature) {
    byte[] expected = sign(method, uri, body, timestamp);
    return MessageDigest.isEqual(Base64.getEncoder().encode(expected), signature.getBytes(UTF_8));
  }

  private byte[] sign(String method, String uri, byte[] body, String timestamp) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(settings.clientSecret().getBytes(UTF_8), "HmacSHA256"));
      mac.update((method + decoded(uri)).getBytes(UTF_8));
      mac.update(body);
      return mac.doFinal(timestamp.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }

  private static String decoded(String uri) {
    return ENCODED
        .matcher(uri)
        .replaceAll(found -> DECODED.getOrDefault(found.group(1).toUpperCase(Locale.ROOT), "%"));
  }
}
