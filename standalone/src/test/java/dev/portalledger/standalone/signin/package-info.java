/** The demo sign-in as a client of the protocol sees it. */
@NullMarked
package dev.portalledger.standalone.signin;

import org.jspecify.annotations.NullMarked;
