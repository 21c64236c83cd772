package dev.portalledger.standalone.journey;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A certificate in the hands of an outsider, who has the JDK and the public keys. */
record Certificate(String protectedHeader, String payload, String signature, JsonNode keys) {

  /** What stands before the 32 bytes of a public key of Ed25519 in a SubjectPublicKeyInfo. */
  private static final String ED25519 = "302a300506032b6570032100";

  static Certificate of(Agency agency, long portal, int generation) {
    var answer =
        agency.owner.getJson(
            "/api/v1/portals/%d/revocations/%d/certificate".formatted(portal, generation));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    var signed = answer.json();
    var keys = new Visitor(agency.owner.product.toString()).getJson("/api/v1/certificate-keys");
    return new Certificate(
        signed.get("protected").asString(),
        signed.get("payload").asString(),
        signed.get("signature").asString(),
        keys.json().get("keys"));
  }

  Certificate tampered() {
    var other = payload.startsWith("e") ? "f" : "e";
    return new Certificate(protectedHeader, other + payload.substring(1), signature, keys);
  }

  boolean isSigned() {
    try {
      var check = Signature.getInstance("Ed25519");
      check.initVerify(
          KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(publicKey())));
      check.update((protectedHeader + "." + payload).getBytes(UTF_8));
      return check.verify(bytes(signature));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private byte[] publicKey() {
    var id = JsonMapper.shared().readTree(bytes(protectedHeader)).get("kid").asString();
    for (var key : keys) {
      if (key.get("kid").asString().equals(id)) {
        var x = HexFormat.of().formatHex(bytes(key.get("x").asString()));
        return HexFormat.of().parseHex(ED25519 + x);
      }
    }
    throw new AssertionError("no key " + id + " in " + keys);
  }

  private static byte[] bytes(String base64Url) {
    return Base64.getUrlDecoder().decode(base64Url);
  }
}
