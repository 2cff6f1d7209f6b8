package io.creditplatform.analytics.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/** What an answer consists of. */
interface Body {

    String contentType();

    /** Sends it, however long the client takes. */
    void writeTo(OutputStream stream) throws IOException;

    /** Bytes that are there already. */
    @SuppressWarnings("ArrayRecordComponent") // bodies are never compared
    record Whole(String contentType, byte[] bytes) implements Body {

        Whole(Format format, byte[] bytes) {
            this(format.contentType(), bytes);
        }

        /** All of another one. */
        static Whole of(Body body) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try {
                body.writeTo(bytes);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return new Whole(body.contentType(), bytes.toByteArray());
        }

        @Override
        public void writeTo(OutputStream stream) throws IOException {
            stream.write(bytes);
        }
    }
}
