package dev.portalledger.query.replay;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How history is replayed.
 *
 * @param atOnce how many replays this node runs at a time; 0 for none
 * @param turn after which a replay whose node has fallen silent is taken on by another
 * @param kept of how many replays of an organization the tables are kept; what an older one found
 *     is still told
 */
@ConfigurationProperties("ledger.replays")
record ReplaySettings(
    @DefaultValue("2") int atOnce,
    @DefaultValue("60s") Duration turn,
    @DefaultValue("20") int kept) {}
