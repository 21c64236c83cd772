/** The keys a first start makes; losing them means losing what they protect. */
@NullMarked
package dev.portalledger.standalone.keys;

import org.jspecify.annotations.NullMarked;
