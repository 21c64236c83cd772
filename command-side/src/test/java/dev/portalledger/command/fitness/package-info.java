@NullMarked
package dev.portalledger.command.fitness;

import org.jspecify.annotations.NullMarked;
