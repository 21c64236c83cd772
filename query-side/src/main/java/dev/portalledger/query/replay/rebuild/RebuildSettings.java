package dev.portalledger.query.replay.rebuild;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How views are read anew.
 *
 * @param checkEvery how often each is compared with what the events give
 * @param turn after which one whose node has fallen silent is taken on by another
 * @param batch events that are read and written together
 * @param writers how many write at a time
 */
@ConfigurationProperties("ledger.projections")
record RebuildSettings(
    @DefaultValue("6h") Duration checkEvery,
    @DefaultValue("5m") Duration turn,
    @DefaultValue("4000") int batch,
    @DefaultValue("2") int writers) {}
