package io.creditplatform.text;

import java.io.PrintWriter;
import java.io.Writer;

/**
 * What commands write to. A line that is printed with {@code println} is for people: nothing in it can drive a terminal,
 * wherever it comes from. What is written or printed otherwise is for programs, such as CSV, and goes on as it is.
 */
public final class VisibleWriter extends PrintWriter {

    public VisibleWriter(Writer target) {
        this(target, false);
    }

    /** @param atOnce whether each line has to be there as soon as it is printed */
    public VisibleWriter(Writer target, boolean atOnce) {
        super(target, atOnce);
    }

    @Override
    public void println(String lines) {
        super.println(Visible.lines(String.valueOf(lines)));
    }

    @Override
    public void println(Object lines) {
        println(String.valueOf(lines));
    }
}
