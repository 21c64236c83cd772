package dev.portalledger.query.projections;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** All read models of this side, and how to read history into tables beside theirs. */
public final class ReadModels {

  private final List<ReadModel> all;
  private final Savepoints savepoints;

  ReadModels(Collection<ReadModel> all, Savepoints savepoints) {
    this.all = all.stream().sorted(Comparator.comparing(ReadModel::name)).toList();
    this.savepoints = savepoints;
  }

  public List<ReadModel> all() {
    return all;
  }

  public Optional<ReadModel> named(String name) {
    return all.stream().filter(model -> model.name().equals(name)).findFirst();
  }

  /**
   * Goes on reading.
   *
   * @param known what could not be taken before
   */
  public Refolding into(TablesBeside tables, List<ReadModel> models, Collection<Parked> known) {
    return Refolding.into(tables, models, known, savepoints);
  }
}
