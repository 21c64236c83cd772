/** The demo's OpenID Connect provider: real protocol, invented people. */
@NullMarked
package dev.portalledger.standalone.signin;

import org.jspecify.annotations.NullMarked;
