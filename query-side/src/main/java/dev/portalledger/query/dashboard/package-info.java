/** The frame around every page: who is signed in, what they may open, how they come and go. */
@NullMarked
package dev.portalledger.query.dashboard;

import org.jspecify.annotations.NullMarked;
