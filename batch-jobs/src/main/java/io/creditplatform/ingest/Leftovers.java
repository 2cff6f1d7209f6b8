package io.creditplatform.ingest;

import io.creditplatform.text.Counted;
import io.creditplatform.text.Visible;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a spreadsheet has left in a file that is no row.
 *
 * @param lines of commas or blanks alone
 * @param firstLine the first of them; 0 if there is none
 * @param closedByCtrlZ whether the file ends with Ctrl-Z
 */
record Leftovers(long lines, long firstLine, boolean closedByCtrlZ) {

    /** Nothing. */
    static final Leftovers NONE = new Leftovers(0, 0, false);

    /** Those of this part of a file and of a later one. */
    Leftovers and(Leftovers later) {
        return new Leftovers(
                lines + later.lines,
                firstLine == 0 ? later.firstLine : firstLine,
                closedByCtrlZ || later.closedByCtrlZ);
    }

    /** All of it in a sentence; nothing if there is nothing. */
    Optional<String> of(Path file) {
        List<String> found = new ArrayList<>();
        if (lines > 0) {
            found.add(Counted.of(lines, "line") + " of commas or blanks alone (" + (lines == 1 ? "" : "the first is ")
                    + "line " + firstLine + ")");
        }
        if (closedByCtrlZ) {
            found.add("the Ctrl-Z at the end");
        }
        return found.isEmpty()
                ? Optional.empty()
                : Optional.of(Visible.of(file) + ": " + String.join(", and ", found)
                        + (lines > 1 || found.size() > 1 ? " are no rows" : " is no row") + " and left out");
    }
}
