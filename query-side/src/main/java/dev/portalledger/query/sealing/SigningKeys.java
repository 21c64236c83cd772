package dev.portalledger.query.sealing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The key that signs and, while one takes the other's place, the one before: both sign then, so
 * that whoever knows only one of them can verify.
 *
 * @param all the present one first
 */
record SigningKeys(List<SigningKey> all) {

  /** What somebody's signature under a note is to these keys. */
  enum Verdict {
    OURS,
    /** Others signed it; that is for others to judge. */
    NOT_OURS,
    FORGED
  }

  private static final String KEY = "signing-key";
  private static final String FORMER = "signing-key-former";
  private static final String SIGNED_BY = "\u2014 ";

  static SigningKeys in(Path folder) {
    var keys = new ArrayList<SigningKey>();
    keys.add(SigningKey.in(folder.resolve(KEY)));
    if (Files.exists(folder.resolve(FORMER))) {
      keys.add(SigningKey.in(folder.resolve(FORMER)));
    }
    return new SigningKeys(List.copyOf(keys));
  }

  SigningKey present() {
    return all.getFirst();
  }

  boolean isRotating() {
    return all.size() > 1;
  }

  /** The text, an empty line, and a line of each key. */
  String note(String name, String text) {
    return text
        + "\n"
        + all.stream().map(key -> key.line(name, text)).collect(Collectors.joining());
  }

  Verdict verdict(String name, String note) {
    int end = note.indexOf("\n\n");
    if (end < 0) {
      return Verdict.FORGED;
    }
    var text = note.substring(0, end + 1);
    var verdict = Verdict.NOT_OURS;
    for (String line : note.substring(end + 2).lines().toList()) {
      if (line.startsWith(SIGNED_BY + name + " ")) {
        var bytes = decoded(line.substring(line.lastIndexOf(' ') + 1));
        for (SigningKey key : all) {
          if (key.claims(name, bytes)) {
            if (!key.signed(text, bytes)) {
              return Verdict.FORGED;
            }
            verdict = Verdict.OURS;
          }
        }
      }
    }
    return verdict;
  }

  private static byte[] decoded(String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException notOne) {
      return new byte[0];
    }
  }
}
