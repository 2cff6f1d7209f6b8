package io.creditplatform.http;

import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.springframework.http.HttpStatus;

/** Has Tomcat speak as the endpoints do where it refuses a request before any of them sees it. Tomcat makes it by its name. */
public class ProblemValve extends ErrorReportValve {

    /** The methods that there are on this server; Tomcat's own words for them are wrong. */
    protected String methods() {
        return "GET, HEAD, OPTIONS";
    }

    @Override
    protected void report(Request request, Response response, Throwable failure) {
        HttpStatus status = HttpStatus.resolve(response.getStatus());
        if (status == null || !status.isError() || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        BrowserHeaders.tell(response);
        if (status == HttpStatus.METHOD_NOT_ALLOWED) {
            response.setHeader("Allow", methods());
        }
        try {
            problem(status, request).send(response);
            response.finishResponse();
        } catch (IOException e) {
            // The client is gone.
        }
    }

    private Problem problem(HttpStatus status, Request request) {
        return status == HttpStatus.METHOD_NOT_ALLOWED
                ? Problem.methodNotAllowed(request.getMethod(), methods())
                : Problem.of(
                        status,
                        status == HttpStatus.REQUEST_TIMEOUT
                                ? "The request did not come to its end in time. Send it at once."
                                : "The request cannot be understood, or is too large.");
    }
}
