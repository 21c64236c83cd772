package dev.portalledger.command.certificate;

/** A signature over JSON in the form of RFC 7515; each part is base64url text. */
record Jws(String protectedHeader, String payload, String signature) {}
