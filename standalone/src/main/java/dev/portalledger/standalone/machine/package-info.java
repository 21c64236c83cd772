/**
 * What the launcher takes from the computer it runs on: a private folder, free ports, a log file.
 */
@NullMarked
package dev.portalledger.standalone.machine;

import org.jspecify.annotations.NullMarked;
