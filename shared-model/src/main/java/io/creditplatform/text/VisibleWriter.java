package io.creditplatform.text;

import java.io.PrintWriter;
import java.io.Writer;

/**
 * What commands write to. A line that is printed with {@code println} is for people: nothing in it can drive a terminal,
 * wherever it comes from. What is written or printed otherwise is for programs, such as CSV, and goes on as it is.
 */
public final class VisibleWriter extends PrintWriter {

    public VisibleWriter(Writer target) {
        super(target);
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
