package dev.portalledger.benchmarks;

import java.util.List;

/** A part of the table that can be run by itself. */
interface Section {

  List<Row> measure() throws Exception;
}
