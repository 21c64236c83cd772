/** Many portals asked to be reconnected in one go, each with its own result and event. */
@NullMarked
package dev.portalledger.command.campaign;

import org.jspecify.annotations.NullMarked;
