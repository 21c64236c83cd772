import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;

/**
 * An event's row, as a server has it; written down by these tests' own reading of docs/bundle.md.
 */
@SuppressWarnings("DefaultPackage")
record Recorded(
    String eventId,
    String organization,
    String aggregateType,
    String stream,
    long sequence,
    String time,
    String type,
    String revision,
    String payload,
    String metadata) {

  Recorded withPayload(String other) {
    return new Recorded(
        eventId,
        organization,
        aggregateType,
        stream,
        sequence,
        time,
        type,
        revision,
        other,
        metadata);
  }

  Recorded withTime(String other) {
    return new Recorded(
        eventId,
        organization,
        aggregateType,
        stream,
        sequence,
        other,
        type,
        revision,
        payload,
        metadata);
  }

  Recorded withStream(String other, long number) {
    return new Recorded(
        eventId,
        organization,
        aggregateType,
        other,
        number,
        time,
        type,
        revision,
        payload,
        metadata);
  }

  byte[] entry() {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      out.write("clv1".getBytes(UTF_8));
      for (String text : new String[] {eventId, organization, aggregateType, stream}) {
        withLength(out, text);
      }
      out.writeLong(sequence);
      for (String text : new String[] {time, type, revision}) {
        withLength(out, text);
      }
      out.write(sha256(payload.getBytes(UTF_8)));
      out.write(sha256(metadata.getBytes(UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  byte[] body() {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      withLength(out, payload);
      withLength(out, metadata);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void withLength(DataOutputStream out, String text) throws IOException {
    var bytes = text.getBytes(UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  static byte[] sha256(byte[]... parts) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      for (byte[] part : parts) {
        digest.update(part);
      }
      return digest.digest();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static byte[] leaf(byte[] entry) {
    return sha256(new byte[] {0}, entry);
  }
}
