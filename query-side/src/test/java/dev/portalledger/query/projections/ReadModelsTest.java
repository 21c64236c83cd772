package dev.portalledger.query.projections;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portalledger.query.RunningQuerySide;
import dev.portalledger.query.TestDatabase;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.axonframework.config.ProcessingGroup;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A projection or a table that no replay would fill is found here. */
class ReadModelsTest {

  /** Their rows are no readings of events alone. */
  private static final Set<String> NO_READ_MODEL = Set.of("replays");

  private final JdbcClient db = JdbcClient.create(TestDatabase.asQuerySide());
  private final List<ReadModel> models = RunningQuerySide.bean(ReadModels.class).all();

  @Test
  void every_projection_is_made_by_the_read_model_of_its_group() {
    Map<String, Set<String>> running = new TreeMap<>();
    RunningQuerySide.annotated(ProcessingGroup.class).forEach(bean -> add(running, bean));
    Map<String, Set<String>> made = new TreeMap<>();
    models.forEach(model -> model.projections(db).forEach(projection -> add(made, projection)));
    running.keySet().removeAll(NO_READ_MODEL);

    assertThat(made).isEqualTo(running);
    assertThat(models).extracting(ReadModel::name).containsExactlyElementsOf(running.keySet());
  }

  @Test
  void every_table_of_the_schema_belongs_to_one_read_model_and_has_a_key() {
    var tables =
        db.sql(
                """
                select relname from pg_class c join pg_namespace n on n.oid = relnamespace
                 where nspname = 'query' and relkind in ('r', 'p')
                   and exists (select from pg_index where indrelid = c.oid and indisprimary)
                   and relname <> 'flyway_schema_history'
                """)
            .query(String.class)
            .list();

    assertThat(TablesBeside.tablesOf(models)).containsExactlyInAnyOrderElementsOf(tables);
  }

  @Test
  void statements_mean_the_tables_beside() {
    var said = new TreeSet<String>();
    JdbcClient spy =
        sql -> {
          said.add(sql);
          return db.sql("select 1");
        };

    var _ = new TablesBeside(spy, "r7").client().sql("delete from query.a_b using query.c where x");

    assertThat(said).containsExactly("delete from replay.r7_a_b using replay.r7_c where x");
  }

  private static void add(Map<String, Set<String>> groups, Object projection) {
    var group = projection.getClass().getAnnotation(ProcessingGroup.class).value();
    groups.computeIfAbsent(group, _ -> new TreeSet<>()).add(projection.getClass().getName());
  }
}
