package dev.portalledger.query.sealing;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the anchor tree's checkpoints go.
 *
 * @param every how often new checkpoints become its leaves
 * @param file each is appended to; on a disk that this machine cannot rewrite, if it is to prove
 *     something
 * @param webhook each is sent to, as text
 * @param webhookHosts the only ones a webhook may be at
 * @param webhookPrivate whether it may be in a private network
 * @param mail each is sent by
 */
@ConfigurationProperties("ledger.sealing.anchor")
record AnchorSettings(
    @DefaultValue("10m") Duration every,
    @Nullable Path file,
    @Nullable URI webhook,
    @DefaultValue List<String> webhookHosts,
    @DefaultValue("false") boolean webhookPrivate,
    @Nullable AnchorMailSettings mail) {}
