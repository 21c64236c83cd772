/** The deployment that docker-compose.yml describes, started as processes of this computer. */
@NullMarked
package dev.portalledger.standalone.deployment;

import org.jspecify.annotations.NullMarked;
