package dev.portalledger.query.dashboard;

import org.jspecify.annotations.Nullable;

/**
 * What every page shows around its content.
 *
 * @param member null for a stranger and for an operator
 * @param path of the page, to mark it in the side bar
 */
record Frame(String platform, @Nullable Member member, String organization, String path) {}
