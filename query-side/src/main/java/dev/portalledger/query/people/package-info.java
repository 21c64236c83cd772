/** Turns the random ids that events carry into names, as long as a person may still be named. */
@NullMarked
package dev.portalledger.query.people;

import org.jspecify.annotations.NullMarked;
