/** The side that answers: reads the events, shows them to people and machines. */
@NullMarked
package dev.portalledger.query;

import org.jspecify.annotations.NullMarked;
