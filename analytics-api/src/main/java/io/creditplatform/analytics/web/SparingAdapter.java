package io.creditplatform.analytics.web;

import java.util.List;
import org.apache.coyote.ActionCode;
import org.apache.coyote.Adapter;
import org.apache.coyote.InputBuffer;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.apache.tomcat.util.buf.MessageBytes;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.apache.tomcat.util.net.SocketEvent;

/**
 * What becomes of a request before Tomcat itself looks at it. Nothing here takes a body, so none is read, not even to pass over
 * it: the connection ends with the answer instead.
 */
final class SparingAdapter implements Adapter {

    /** Of a request for whose answer there is no place. */
    static final String CROWDED = SparingAdapter.class.getName() + ".crowded";

    /** Word for word: whatever else leads there takes a place, as what leads elsewhere in the end must. */
    private static final List<String> HEALTH =
            List.of("/actuator/health", "/actuator/health/liveness", "/actuator/health/readiness");

    private static final byte[] ROOT = {'/'};

    /** What whoever wants to read a body finds. */
    private static final InputBuffer NO_BODY = new InputBuffer() {
        @Override
        public int doRead(ApplicationBufferHandler handler) {
            return -1;
        }

        @Override
        public int available() {
            return 0;
        }
    };

    private final Adapter next;
    private final Places places;

    SparingAdapter(Adapter next, Places places) {
        this.next = next;
        this.places = places;
    }

    @Override
    public void service(Request request, Response response) throws Exception {
        if (request.requestURI().equals("*") && request.getMethod().equals("OPTIONS")) {
            request.requestURI().setBytes(ROOT, 0, ROOT.length); // Tomcat's own answer names methods that there are not
        }
        request.action(ActionCode.REQ_HOST_ADDR_ATTRIBUTE, request);
        String client = String.valueOf(request.remoteAddr());
        boolean aboutHealth = isAboutHealth(request.requestURI());
        if (!aboutHealth && places.take(client)) {
            try {
                answer(request, response, hasBody(request));
            } finally {
                places.giveBack(client);
            }
        } else {
            if (!aboutHealth) {
                request.setAttribute(CROWDED, true);
            }
            // Without a place it must be short, and the only one: a second could wait for the first to be read.
            answer(request, response, true);
        }
    }

    private static boolean isAboutHealth(MessageBytes path) {
        for (String health : HEALTH) {
            if (path.equals(health)) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasBody(Request request) {
        return request.getContentLengthLong() > 0 || request.getMimeHeaders().getValue("Transfer-Encoding") != null;
    }

    /** Has a request answered, and if it is the last one of its connection, closes that without a look at what else comes. */
    private void answer(Request request, Response response, boolean last) throws Exception {
        if (!last) {
            next.service(request, response);
            return;
        }
        InputBuffer body = request.getInputBuffer();
        request.setInputBuffer(NO_BODY);
        request.setExpectation(false); // of a word that the body may be sent
        response.setHeader("Connection", "close");
        try {
            next.service(request, response);
        } finally {
            request.setInputBuffer(body);
            request.action(ActionCode.DISABLE_SWALLOW_INPUT, request);
        }
    }

    @Override
    public boolean prepare(Request request, Response response) throws Exception {
        return next.prepare(request, response);
    }

    @Override
    public boolean asyncDispatch(Request request, Response response, SocketEvent event) throws Exception {
        return next.asyncDispatch(request, response, event);
    }

    @Override
    public void log(Request request, Response response, long time) {
        next.log(request, response, time);
    }

    @Override
    public void checkRecycled(Request request, Response response) {
        next.checkRecycled(request, response);
    }

    @Override
    public String getDomain() {
        return next.getDomain();
    }
}
