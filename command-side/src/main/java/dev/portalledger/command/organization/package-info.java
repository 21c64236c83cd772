/** An organization's plan, its features and the seats its portals take. */
@NullMarked
package dev.portalledger.command.organization;

import org.jspecify.annotations.NullMarked;
