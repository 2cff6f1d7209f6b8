package io.creditplatform.analytics.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The short way of what was asked before, behind all that decides whether it is answered (docs/adr/0160-what-was-asked-before.md). */
final class AskedAgain extends HttpFilter {

    private static final long serialVersionUID = 1L;

    private final transient Answers answers;

    AskedAgain(Answers answers) {
        this.answers = answers;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!answers.sendKept(request, response)) {
            chain.doFilter(request, response);
        }
    }
}
