import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each seed is one honest bundle, accepted, and one spoilt in one of the ways, refused. */
@SuppressWarnings("DefaultPackage")
class GauntletTest {

  private static final int CASES = 1_000;

  @TempDir private Path folder;

  private final Map<Tampering, Integer> tried = new EnumMap<>(Tampering.class);
  private final List<String> missed = new ArrayList<>();
  private final List<String> falseAlarms = new ArrayList<>();

  @Test
  @DisplayName(
      "T29, T30, T31, T32: 1,000 of 1,000 random ways to tamper are found, none is imagined")
  void every_tampering_is_found_and_none_is_imagined() throws IOException {
    var ways = List.of(Tampering.values());
    for (int seed = 0; seed < CASES; seed++) {
      one(seed, ways.get(seed % ways.size()));
    }
    assertThat(missed).isEmpty();
    assertThat(falseAlarms).isEmpty();
    assertThat(tried.values()).allMatch(count -> count >= CASES / Tampering.values().length);
  }

  private void one(int seed, Tampering tampering) throws IOException {
    var it = new Tampering.Case(seed);
    var honest = verified(it);
    if (honest.exit() != 0) {
      falseAlarms.add(seed + ": " + honest.out());
    }
    tampering.spoil(it);
    tried.merge(tampering, 1, Integer::sum);
    var spoilt = verified(it);
    if (spoilt.exit() == 0 || !names(spoilt, it.firstBad)) {
      missed.add("%d %s: %s".formatted(seed, tampering, spoilt.out()));
    }
  }

  private static boolean names(Verified spoilt, long firstBad) {
    return firstBad < 0
        || (spoilt.exit() == 1
            && spoilt.out().endsWith("the first bad index is " + firstBad + "\n"));
  }

  private Verified verified(Tampering.Case it) throws IOException {
    var zip = it.bundle.zip(folder.resolve("b.zip"));
    var key = Tampering.Case.KEY.verifierKey();
    if (it.kept.isEmpty()) {
      return Verified.bundle(zip, Tampering.Case.ORIGIN, key);
    }
    var kept = Files.writeString(folder.resolve("kept"), it.kept).toString();
    return Verified.bundle(zip, Tampering.Case.ORIGIN, key, "--since", kept);
  }
}
