package dev.portalledger.query.sealing;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How history is sealed.
 *
 * @param name of this installation in every checkpoint, such as {@code ledger.example.com}; set
 *     once and never changed
 * @param signerFolder where the signer of this node has its key, {@code signing-key}, and remembers
 *     what it signed; without one, this node signs nothing
 * @param healthPort where a signer in a process of its own tells whether it signs; none if negative
 * @param healthAddress where it listens there: this machine only, unless something else is said
 */
@ConfigurationProperties("ledger.sealing")
record SealingSettings(
    @DefaultValue("localhost") String name,
    @Nullable Path signerFolder,
    @DefaultValue("-1") int healthPort,
    @DefaultValue("127.0.0.1") String healthAddress) {}
