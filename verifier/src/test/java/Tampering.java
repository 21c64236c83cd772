import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * What somebody with all our files, but without the signing key, may do to a bundle; each carried
 * through to the last hash, so that the bundle is whole and only wrong. The last three need the key
 * or an old bundle as well, and are found by whoever kept a checkpoint.
 */
@SuppressWarnings("DefaultPackage")
enum Tampering {
  EDIT_BODY {
    @Override
    void spoil(Case it) {
      var changed = new ArrayList<>(it.events);
      int at = it.random.nextInt(changed.size());
      changed.set(at, edited(changed.get(at)));
      var before = new TestBundle();
      before.files.putAll(it.bundle.files);
      it.bundle.content(changed);
      it.bundle.files.replaceAll(
          (name, bytes) -> name.startsWith("bodies/") ? bytes : before.files.get(name));
      it.firstBad = at;
    }
  },
  EDIT {
    @Override
    void spoil(Case it) {
      int at = it.random.nextInt(it.events.size());
      var changed = new ArrayList<>(it.events);
      changed.set(at, edited(changed.get(at)));
      it.bundle.content(changed);
    }
  },
  EDIT_BUT_NOT_THE_STORED_LEAF {
    @Override
    void spoil(Case it) {
      int at = it.random.nextInt(it.events.size());
      var changed = new ArrayList<>(it.events);
      changed.set(at, edited(changed.get(at)));
      keepingHashes(it, changed);
      it.firstBad = at;
    }
  },
  BACKDATE {
    @Override
    void spoil(Case it) {
      int at = it.random.nextInt(it.events.size());
      var changed = new ArrayList<>(it.events);
      changed.set(at, changed.get(at).withTime("2026-02-28T23:59:59Z"));
      keepingHashes(it, changed);
      it.firstBad = at;
    }
  },
  DELETE {
    @Override
    void spoil(Case it) {
      var changed = new ArrayList<>(it.events);
      changed.remove(it.random.nextInt(changed.size()));
      it.bundle.content(changed);
    }
  },
  INSERT {
    @Override
    void spoil(Case it) {
      var changed = new ArrayList<>(it.events);
      changed.add(
          it.random.nextInt(changed.size() + 1),
          TestHistory.of("acme", it.random.nextLong(), 1).getFirst());
      it.bundle.content(changed);
    }
  },
  INSERT_AND_DROP {
    @Override
    void spoil(Case it) {
      var changed = new ArrayList<>(it.events);
      changed.removeLast();
      changed.add(
          it.random.nextInt(changed.size() + 1),
          TestHistory.of("acme", it.random.nextLong(), 1).getFirst());
      it.bundle.content(changed);
    }
  },
  REORDER {
    @Override
    void spoil(Case it) {
      var changed = new ArrayList<>(it.events);
      int one = it.random.nextInt(changed.size());
      int other = (one + 1 + it.random.nextInt(changed.size() - 1)) % changed.size();
      Collections.swap(changed, one, other);
      it.bundle.content(changed);
    }
  },
  DUPLICATE {
    @Override
    void spoil(Case it) {
      var changed = new ArrayList<>(it.events);
      int at = it.random.nextInt(changed.size() - 1);
      changed.set(at + 1, changed.get(at));
      it.bundle.content(changed);
    }
  },
  TRUNCATE {
    @Override
    void spoil(Case it) {
      it.bundle.content(it.events.subList(0, it.random.nextInt(it.events.size())));
    }
  },
  SPLICE {
    @Override
    void spoil(Case it) {
      var changed = new ArrayList<>(it.events.subList(0, it.random.nextInt(it.events.size() - 1)));
      var other = TestHistory.of("acme", it.random.nextLong(), it.events.size());
      changed.addAll(other.subList(changed.size(), other.size()));
      it.bundle.content(changed);
    }
  },
  RE_SIGN_WITH_ANOTHER_KEY {
    @Override
    void spoil(Case it) {
      int at = it.random.nextInt(it.events.size());
      var changed = new ArrayList<>(it.events);
      changed.set(at, edited(changed.get(at)));
      it.bundle = TestBundle.of(Case.ORIGIN, TestKey.of(Case.ORIGIN), changed);
    }
  },
  SWAP_ORGANIZATIONS {
    @Override
    void spoil(Case it) {
      var theirs = TestHistory.of("globex", it.random.nextLong(), it.events.size());
      var note = it.bundle.files.get("checkpoint");
      it.bundle = TestBundle.of("ledger.test/org/globex", Case.KEY, theirs);
      if (it.random.nextBoolean()) {
        it.bundle.files.put("checkpoint", note);
      }
    }
  },
  FLIP_A_BIT {
    @Override
    void spoil(Case it) {
      var names = List.copyOf(it.bundle.files.keySet());
      var bytes = it.bundle.files.get(names.get(it.random.nextInt(names.size())));
      bytes[it.random.nextInt(bytes.length)] ^= (byte) (1 << it.random.nextInt(8));
    }
  },
  DROP_A_FILE {
    @Override
    void spoil(Case it) {
      var names = List.copyOf(it.bundle.files.keySet());
      it.bundle.files.remove(names.get(it.random.nextInt(names.size())));
    }
  },
  ROLL_BACK {
    @Override
    void spoil(Case it) {
      it.kept = TestBundle.checkpoint(Case.ORIGIN, Case.KEY, it.events);
      it.bundle =
          TestBundle.of(
              Case.ORIGIN, Case.KEY, it.events.subList(0, it.random.nextInt(it.events.size())));
    }
  },
  SPLIT_VIEW {
    @Override
    void spoil(Case it) {
      int size = 1 + it.random.nextInt(it.events.size());
      int at = it.random.nextInt(size);
      it.kept = TestBundle.checkpoint(Case.ORIGIN, Case.KEY, it.events.subList(0, size));
      var changed = new ArrayList<>(it.events);
      changed.set(at, edited(changed.get(at)));
      it.bundle = TestBundle.of(Case.ORIGIN, Case.KEY, changed);
    }
  },
  REWRITE_AND_SIGN {
    @Override
    void spoil(Case it) {
      it.kept = TestBundle.checkpoint(Case.ORIGIN, Case.KEY, it.events);
      var other = TestHistory.of("acme", it.random.nextLong(), it.events.size() + 5);
      it.bundle = TestBundle.of(Case.ORIGIN, Case.KEY, other);
    }
  };

  /** An honest bundle, and what becomes of it. */
  static final class Case {

    static final String ORIGIN = "ledger.test/org/acme";
    static final TestKey KEY = TestKey.of(ORIGIN);

    final Random random;
    final List<Recorded> events;
    TestBundle bundle;

    /** What an auditor kept from before; empty for one who kept nothing. */
    String kept = "";

    /** Where the verifier must say it is; -1 where nobody can. */
    long firstBad = -1;

    Case(long seed) {
      random = new Random(seed);
      int size = random.nextInt(10) == 0 ? 250 + random.nextInt(300) : 2 + random.nextInt(60);
      events = TestHistory.of("acme", seed, size);
      bundle = TestBundle.of(ORIGIN, KEY, events);
    }
  }

  abstract void spoil(Case it);

  private static Recorded edited(Recorded event) {
    return event.withPayload(event.payload().replace("2026", "2025"));
  }

  private static void keepingHashes(Case it, List<Recorded> changed) {
    var hashes = new TestBundle();
    hashes.files.putAll(it.bundle.files);
    it.bundle.content(changed);
    hashes.files.forEach(
        (name, bytes) -> {
          if (name.matches("tile/[0-9]/.*")) {
            it.bundle.files.put(name, bytes);
          }
        });
  }
}
