package dev.portalledger.query.dashboard;

import org.jspecify.annotations.Nullable;

/**
 * What every page shows around its content.
 *
 * @param member null for a stranger and for an operator
 * @param operator works for the platform and sees no organization
 * @param signedIn whoever is can sign out, even if there is nothing else to do
 * @param path of the page, to mark it in the side bar
 */
record Frame(
    String platform,
    @Nullable Member member,
    boolean operator,
    boolean signedIn,
    String organization,
    String path) {}
