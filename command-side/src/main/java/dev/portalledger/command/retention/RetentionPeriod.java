package dev.portalledger.command.retention;

import dev.portalledger.eventstore.SchemaMigrations;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Tells the database the period at the start. Its owner does, for a login that could set it could
 * have everything dropped.
 */
@Component
class RetentionPeriod implements SmartInitializingSingleton {

  private final SchemaMigrations migrations;
  private final RetentionSettings settings;

  RetentionPeriod(
      SchemaMigrations migrations,
      RetentionSettings settings,
      @Value("${ledger.event-store:postgres}") String recordedAt) {
    settings.requirePossible(recordedAt);
    this.migrations = migrations;
    this.settings = settings;
  }

  @Override
  public void afterSingletonsInstantiated() {
    var keep = settings.keep();
    set(keep == null ? null : keep.toString());
  }

  private void set(@Nullable String keep) {
    migrations.asOwner(
        db ->
            db.sql(
                    """
                    update retention.period set keep = cast(:keep as interval)
                     where keep is distinct from cast(:keep as interval)
                    """)
                .param("keep", keep)
                .update());
  }
}
