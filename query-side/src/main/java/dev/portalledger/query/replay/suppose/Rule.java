package dev.portalledger.query.replay.suppose;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rule as it is supposed to have been all along.
 *
 * @param planLimit how many portals may be held; null for no other limit than there was
 * @param requiredScopes what every grant has to have, besides what it had to have
 */
record Rule(@Nullable Integer planLimit, List<String> requiredScopes) {}
