package dev.portalledger.query.projections;

import java.util.List;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Tables like the live ones, beside them: {@code replay.r7_client_accounts} for {@code
 * query.client_accounts}.
 *
 * @param prefix a letter that says what for, and a number
 */
public record TablesBeside(JdbcClient db, String prefix) {

  private static final Pattern LIVE = Pattern.compile("\\bquery\\.([a-z_0-9]+)\\b");

  public void create(List<ReadModel> models) {
    call("select replay.create_beside(:prefix, :tables)", models);
  }

  /** With the primary keys only. */
  public void createBare(List<ReadModel> models) {
    call("select replay.create_bare(:prefix, :tables)", models);
  }

  /** All indexes that the live tables have and these have not yet. */
  public void index(List<ReadModel> models) {
    call("select replay.index_beside(:prefix, :tables)", models);
  }

  /** So that the planner knows them, and indexes answer alone. Outside of any transaction. */
  public void vacuum(List<ReadModel> models) {
    tablesOf(models).forEach(table -> db.sql("vacuum (analyze) " + nameOf(table)).update());
  }

  /**
   * They take the place of the live ones, in a transaction that {@link #lockLive} began.
   *
   * @throws org.springframework.dao.DataAccessException also if readers do not let go in time
   */
  public void takePlace(List<ReadModel> models) {
    call("select replay.switch_to(:prefix, :tables)", models);
  }

  /** Nobody writes into the live tables any more; waits for who does, but not for long. */
  public static void lockLive(JdbcClient db, List<ReadModel> models) {
    db.sql("set local lock_timeout = '250ms'").update();
    db.sql("select replay.lock_live(:tables)")
        .param("tables", tablesOf(models).toArray(String[]::new))
        .query((_, _) -> "")
        .list();
  }

  private void call(String sql, List<ReadModel> models) {
    db.sql(sql)
        .param("prefix", prefix)
        .param("tables", tablesOf(models).toArray(String[]::new))
        .query((_, _) -> "")
        .list();
  }

  public void drop() {
    db.sql("select replay.drop_beside(:prefix)").param("prefix", prefix).query((_, _) -> "").list();
  }

  public String nameOf(String table) {
    return "replay." + prefix + "_" + table;
  }

  /** Takes the statements of projections and means these tables by them. */
  JdbcClient client() {
    return sql -> db.sql(LIVE.matcher(sql).replaceAll(live -> nameOf(live.group(1))));
  }

  static List<String> tablesOf(List<ReadModel> models) {
    return models.stream().flatMap(model -> model.tables().stream()).toList();
  }
}
