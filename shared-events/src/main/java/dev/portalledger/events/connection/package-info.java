/** What can happen to the link between one portal and one organization. */
@NullMarked
package dev.portalledger.events.connection;

import org.jspecify.annotations.NullMarked;
