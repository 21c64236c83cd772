/** What is said when something cannot be done: problem details for machines, pages for people. */
@NullMarked
package dev.portalledger.query.problems;

import org.jspecify.annotations.NullMarked;
