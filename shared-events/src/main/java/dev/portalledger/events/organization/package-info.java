/** What can happen to an organization: its plan, its features, its seats. */
@NullMarked
package dev.portalledger.events.organization;

import org.jspecify.annotations.NullMarked;
