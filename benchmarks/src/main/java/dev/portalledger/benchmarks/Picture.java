package dev.portalledger.benchmarks;

import java.util.Locale;

/** Every figure that has a target, as a bar that has to reach one line. */
record Picture(Results results) {

  private static final int WIDTH = 1040;
  private static final int LABELS = 510;
  private static final int LINE = 30;
  private static final int TOP = 64;

  /** A bar twice as good as asked fills the space; longer ones are cut. */
  private static final double SPACE = 330;

  private static final double MOST = 2;

  String svg() {
    var rows = results.rows().stream().filter(row -> row.target() != null).toList();
    int height = TOP + rows.size() * LINE + 40;
    var bars = new StringBuilder();
    for (int i = 0; i < rows.size(); i++) {
      bars.append(bar(rows.get(i), TOP + i * LINE));
    }
    return """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" role="img" aria-labelledby="t">
        <title id="t">Portal Ledger: figures against their targets</title>
        <style>
          text { font: 13px system-ui, sans-serif; fill: #1f2328 }
          .quiet { fill: #59636e; font-size: 12px }
          .space { fill: #818b9826 }
          .reached { fill: #1a7f37 }
          .missed { fill: #bc4c00 }
          .goal { stroke: #1f2328; stroke-width: 2 }
          @media (prefers-color-scheme: dark) {
            text { fill: #f0f6fc } .quiet { fill: #9198a1 } .goal { stroke: #f0f6fc }
            .reached { fill: #3fb950 } .missed { fill: #db6d28 }
          }
        </style>
        <text x="16" y="26" font-weight="600">Figures against their targets (the line)</text>
        <text x="16" y="46" class="quiet">%s</text>
        %s<line x1="%.0f" x2="%.0f" y1="%d" y2="%d" class="goal"/>
        <text x="16" y="%d" class="quiet">Length: how far the median goes towards its target, on to twice as good. Right: median, target.</text>
        </svg>
        """
        .formatted(
            WIDTH,
            height,
            escaped(origin()),
            bars,
            goal(),
            goal(),
            TOP - 8,
            TOP + rows.size() * LINE,
            height - 12);
  }

  private String origin() {
    var machine = results.machine();
    return "%s, commit %s, %s, %d cores"
        .formatted(machine.date(), machine.commit(), machine.processor(), machine.cores());
  }

  private static double goal() {
    return LABELS + SPACE / MOST;
  }

  private static String bar(Row row, int y) {
    var target = java.util.Objects.requireNonNull(row.target());
    double score = Math.clamp(target.score(row.figure().median()), 0.01, MOST);
    return String.format(
        Locale.ROOT,
        """
        <text x="%d" y="%d" text-anchor="end">%s</text>
        <rect x="%d" y="%d" width="%.0f" height="18" rx="3" class="space"/>
        <rect x="%d" y="%d" width="%.1f" height="18" rx="3" class="%s"/>
        <text x="%.0f" y="%d">%s</text><text x="%d" y="%d" text-anchor="end" class="quiet">%s</text>
        """,
        LABELS - 12,
        y + 14,
        escaped(row.section() + " · " + row.what()),
        LABELS,
        y,
        SPACE,
        LABELS,
        y,
        score * SPACE / MOST,
        row.verdict(),
        LABELS + SPACE + 12,
        y + 14,
        escaped(row.value()),
        WIDTH - 16,
        y + 14,
        escaped(row.goal()));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
