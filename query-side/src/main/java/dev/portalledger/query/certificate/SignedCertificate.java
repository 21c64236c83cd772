package dev.portalledger.query.certificate;

import com.fasterxml.jackson.annotation.JsonProperty;

/** A certificate as it was signed: a JWS in its flattened JSON form (RFC 7515 §7.2.2). */
record SignedCertificate(
    String payload, @JsonProperty("protected") String protectedHeader, String signature) {}
