/** The command line of operators and auditors: it speaks to a running product over its REST API. */
@NullMarked
package dev.portalledger.standalone.cli;

import org.jspecify.annotations.NullMarked;
