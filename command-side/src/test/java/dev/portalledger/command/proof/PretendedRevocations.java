package dev.portalledger.command.proof;

import dev.portalledger.command.proof.PretendedHubSpot.Answer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** What the pretended HubSpot ends when it is asked to, and how it can fail at that. */
public final class PretendedRevocations {

  private final List<String> tokens = new CopyOnWriteArrayList<>();
  private final Set<String> dead = ConcurrentHashMap.newKeySet();
  private final Set<String> undying = ConcurrentHashMap.newKeySet();
  private final Map<Long, Integer> uninstallAnswers = new ConcurrentHashMap<>();
  private final Set<Long> rotating = ConcurrentHashMap.newKeySet();
  private final Map<String, AtomicInteger> lost = new ConcurrentHashMap<>();
  private volatile Runnable then = () -> {};

  /** Every token that was to be revoked, in the order it came. */
  public List<String> asked() {
    return List.copyOf(tokens);
  }

  /** Says that it revoked this token, and does not. */
  public void onlyInWords(String token) {
    undying.add(token);
  }

  public void inDeedAgain(String token) {
    undying.remove(token);
  }

  public void uninstallAnswers(long portal, int status) {
    uninstallAnswers.put(portal, status);
  }

  /** Gives out another refresh token with each access token, and lets the old one live. */
  public void rotates(long portal) {
    rotating.add(portal);
  }

  String refreshed(long portal, String token) {
    return rotating.contains(portal) ? token + "-rotated" : token;
  }

  /** Acts on the next call to this path, and its answer is lost on the way. */
  public void losesNextReply(String path) {
    lost.put(path, new AtomicInteger(1));
  }

  /** Runs when a token has been revoked, before the answer is sent. */
  public void onEach(Runnable next) {
    then = next;
  }

  Answer revoke(String token) {
    tokens.add(token);
    if (!undying.contains(token)) {
      dead.add(token);
    }
    then.run();
    return new Answer(200, "");
  }

  boolean ended(String token) {
    return dead.contains(token);
  }

  int uninstall(long portal) {
    return uninstallAnswers.getOrDefault(portal, 204);
  }

  boolean losesReply(String path) {
    var left = lost.get(path);
    return left != null && left.getAndDecrement() > 0;
  }
}
