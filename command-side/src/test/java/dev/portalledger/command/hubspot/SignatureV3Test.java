package dev.portalledger.command.hubspot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("T27 a signature of HubSpot covers all of a request")
class SignatureV3Test {

  private static final String URI_SIGNED = "https://www.example.com/webhook_uri";
  private static final byte[] BODY = "{\"example_field\":\"example_value\"}".getBytes(UTF_8);
  private static final String TIME = "1700000000000";
  private static final String SIGNATURE = "rQEKkaNUiu+1qGF//O/pw4BCzstSqO1PyUnGICmf+7o=";

  private final SignatureV3 signature = withSecret("yyyyyyyy-yyyy-yyyy-yyyy-yyyyyyyyyyyy");

  @Test
  void the_published_vector_fits() {
    assertThat(signature.covers("POST", URI_SIGNED, BODY, TIME, SIGNATURE)).isTrue();
  }

  @Test
  void the_method_is_covered() {
    assertThat(signature.covers("QOST", URI_SIGNED, BODY, TIME, SIGNATURE)).isFalse();
  }

  @Test
  void every_bit_of_the_address_is_covered() {
    for (int bit = 0; bit < URI_SIGNED.length() * 7; bit++) {
      var flipped = new String(flipped(URI_SIGNED.getBytes(UTF_8), bit / 7 * 8 + bit % 7), UTF_8);
      assertThat(signature.covers("POST", flipped, BODY, TIME, SIGNATURE)).as(flipped).isFalse();
    }
  }

  @Test
  void every_bit_of_the_body_is_covered() {
    for (int bit = 0; bit < BODY.length * 8; bit++) {
      assertThat(signature.covers("POST", URI_SIGNED, flipped(BODY, bit), TIME, SIGNATURE))
          .isFalse();
    }
  }

  @Test
  void the_time_is_covered() {
    assertThat(signature.covers("POST", URI_SIGNED, BODY, "1700000000001", SIGNATURE)).isFalse();
  }

  @Test
  void the_secret_is_covered() {
    assertThat(
            withSecret("yyyyyyyy-yyyy-yyyy-yyyy-yyyyyyyyyyyx")
                .covers("POST", URI_SIGNED, BODY, TIME, SIGNATURE))
        .isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "no base64 at all \u00e9",
        "rQEKkaNUiu+1qGF//O/pw4BCzstSqO1PyUnGICmf+7o",
        "rQEKkaNUiu-1qGF__O_pw4BCzstSqO1PyUnGICmf-7o=",
        "9569219f8ba981ffa6f6f16aa0f48637d35d728c7e4d93d0d52efaa512af7900"
      })
  void nothing_else_is_taken_for_it_least_of_all_one_of_version_2(String other) {
    assertThat(signature.covers("POST", URI_SIGNED, BODY, TIME, other)).isFalse();
  }

  /** As HubSpot signs: these and no others are decoded first. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "a=%3A%2F%3F%40%21%24%27%28%29%2A%2C%3B a=:/?@!$'()*,;",
        "a=%3a%2f%3b a=:/;",
        "a=%26%3D%20%25 a=%26%3D%20%25"
      })
  void an_encoded_query_is_signed_as_hubspot_decodes_it(String asSent, String asSigned) {
    var plain = new PlainSignature("yyyyyyyy-yyyy-yyyy-yyyy-yyyyyyyyyyyy");
    var expected = plain.of("POST" + URI_SIGNED + "?" + asSigned + new String(BODY, UTF_8) + TIME);

    assertThat(signature.covers("POST", URI_SIGNED + "?" + asSent, BODY, TIME, expected)).isTrue();
  }

  private static byte[] flipped(byte[] bytes, int bit) {
    byte[] other = bytes.clone();
    other[bit / 8] ^= (byte) (1 << (bit % 8));
    return other;
  }

  private static SignatureV3 withSecret(String secret) {
    return new SignatureV3(
        new HubSpotSettings(
            "app-1",
            secret,
            null,
            URI.create("https://app.hubspot.com"),
            URI.create("https://api.hubapi.com"),
            List.of("oauth"),
            Duration.ofSeconds(2),
            Duration.ofSeconds(2)));
  }
}
