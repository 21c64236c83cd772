/** Everything in one process: the product, its database and the outside world it talks to. */
@NullMarked
package dev.portalledger.standalone;

import org.jspecify.annotations.NullMarked;
