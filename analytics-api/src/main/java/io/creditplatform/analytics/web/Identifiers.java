package io.creditplatform.analytics.web;

import java.beans.PropertyEditorSupport;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.InitBinder;

/**
 * Has all integers in requests read as identifiers are. As an editor, since behind a converter that refuses a text Spring would
 * ask its own reader of numbers, which takes {@code 0x10}.
 */
@ControllerAdvice
final class Identifiers {

    @InitBinder
    void read(WebDataBinder binder) {
        binder.registerCustomEditor(Long.class, new PropertyEditorSupport() {
            @Override
            public void setAsText(String text) {
                setValue(Identifier.of(text));
            }
        });
    }
}
