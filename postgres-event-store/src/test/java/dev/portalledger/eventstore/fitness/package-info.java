@NullMarked
package dev.portalledger.eventstore.fitness;

import org.jspecify.annotations.NullMarked;
