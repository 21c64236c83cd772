package dev.portalledger.query.projections;

import static java.util.Objects.requireNonNull;

import java.util.HashSet;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Compares what history gives with what the live views show. */
public final class Comparison {

  /**
   * What was found.
   *
   * @param position up to which both were compared
   * @param rows how many rows differ
   * @param differences of the first rows of each table
   */
  public record Found(long position, long rows, List<Difference> differences) {

    private Found only(List<Difference> settled) {
      return new Found(position, settled.isEmpty() ? 0 : rows, settled);
    }
  }

  private record Look(Found found, boolean exact) {}

  private static final int LOOKS = 5;

  private final JdbcClient db;
  private final History history;
  private final LivePositions live;
  private final CatchUp catchUp;
  private final TransactionTemplate snapshot;

  Comparison(
      JdbcClient db,
      History history,
      LivePositions live,
      CatchUp catchUp,
      PlatformTransactionManager transactions) {
    this.db = db;
    this.history = history;
    this.live = live;
    this.catchUp = catchUp;
    this.snapshot = new TransactionTemplate(transactions);
    snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
  }

  /** As it is, whatever was recorded meanwhile. */
  public Found now(
      TablesBeside beside, List<ReadModel> models, @Nullable String organization, int most) {
    return compared(beside, models, organization, most, history.head());
  }

  /**
   * What differs for good while events go on arriving. In one snapshot of the database {@code
   * goOnTo} reads on, up to the position it is given, and both sides are compared; then it is all
   * undone. What the live views had still to read is waited for, and looked at again.
   */
  public Found settled(
      TablesBeside beside,
      List<ReadModel> models,
      @Nullable String organization,
      int most,
      LongConsumer goOnTo) {
    var look = look(beside, models, organization, most, goOnTo);
    for (int looks = 1; looks < LOOKS && look.found().rows() > 0 && !look.exact(); looks++) {
      long position = look.found().position();
      catchUp.await(() -> isKnown(models, position));
      var next = look(beside, models, organization, most, goOnTo);
      var stayed = new HashSet<>(look.found().differences());
      stayed.retainAll(new HashSet<>(next.found().differences()));
      look =
          next.exact()
              ? next
              : new Look(
                  next.found()
                      .only(next.found().differences().stream().filter(stayed::contains).toList()),
                  false);
    }
    return look.found();
  }

  private Look look(
      TablesBeside beside,
      List<ReadModel> models,
      @Nullable String organization,
      int most,
      LongConsumer goOnTo) {
    return requireNonNull(
        snapshot.execute(
            status -> {
              long head = history.head();
              boolean exact = isKnown(models, head);
              goOnTo.accept(head);
              var found = compared(beside, models, organization, most, head);
              status.setRollbackOnly();
              return new Look(found, exact);
            }));
  }

  private boolean isKnown(List<ReadModel> models, long position) {
    return history.sealedUpTo() >= position
        && models.stream().allMatch(model -> live.of(model.name()) >= position);
  }

  private Found compared(
      TablesBeside beside,
      List<ReadModel> models,
      @Nullable String organization,
      int most,
      long position) {
    var found =
        TablesBeside.tablesOf(models).stream()
            .map(table -> new TableComparison(db, table).with(beside, organization, most))
            .toList();
    return new Found(
        position,
        found.stream().mapToLong(TableComparison.Found::rows).sum(),
        found.stream().flatMap(each -> each.differences().stream()).toList());
  }
}
