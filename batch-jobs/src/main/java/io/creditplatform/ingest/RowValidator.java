package io.creditplatform.ingest;

import io.creditplatform.feed.Column;
import io.creditplatform.feed.FeedDefinition;
import io.creditplatform.feed.Feeds;
import io.creditplatform.text.Counted;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.hibernate.validator.HibernateValidator;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.jspecify.annotations.Nullable;

/**
 * Checks rows of one feed against the Jakarta Bean Validation constraints of its record.
 * Several threads use the one validator, which allows that.
 */
final class RowValidator {

    /** Made once, by whoever needs it first: making it costs as much as checking a million rows. */
    private static final class Made {

        /** Its messages are English whatever the machine's locale. */
        static final Validator VALIDATOR = Validation.byProvider(HibernateValidator.class)
                .configure()
                .ignoreXmlConfiguration()
                .messageInterpolator(new ParameterMessageInterpolator(Set.of(Locale.ENGLISH), Locale.ENGLISH, false))
                .buildValidatorFactory()
                .getValidator();
    }

    private final FeedDefinition feed;
    private final FeedDefinition.RowFactory rows;
    private final boolean constrained;

    RowValidator(FeedDefinition feed) {
        this.feed = feed;
        this.rows = feed.rowFactory();
        this.constrained = Made.VALIDATOR.getConstraintsForClass(feed.type()).isBeanConstrained();
    }

    /** Has the validator made, and each feed's constraints read. */
    static void makeReady() {
        Feeds.all().forEach(feed -> Made.VALIDATOR.getConstraintsForClass(feed.type()));
    }

    /**
     * What is wrong with a row whose cells could all be read.
     *
     * @param delivered gives the text of a column's cell, which its value may not tell: an amount is rounded
     */
    List<Reason> check(@Nullable Object[] values, Function<Column, String> delivered) {
        return constrained ? reasons(Made.VALIDATOR.validate(rows.row(values)), delivered) : List.of();
    }

    /** What is wrong with the cells that could be read of a row of which others could not. */
    List<Reason> checkEach(@Nullable Object[] values, Function<Column, String> delivered) {
        List<Reason> reasons = new ArrayList<>();
        for (Column column : feed.columns()) {
            Object value = values[column.index()];
            if (value != null) {
                reasons.addAll(
                        reasons(Made.VALIDATOR.validateValue(feed.type(), column.component(), value), delivered));
            }
        }
        return reasons;
    }

    private List<Reason> reasons(Set<? extends ConstraintViolation<?>> violations, Function<Column, String> delivered) {
        if (violations.isEmpty()) {
            return List.of();
        }
        return violations.stream()
                .filter(violation -> !isShortEnough(violation))
                .map(violation -> reason(violation, delivered))
                .sorted(Comparator.comparing(Reason::message))
                .toList();
    }

    /** Whether a text is too long only by how Java counts: a character beyond the first 65,536 is two of its own. */
    private static boolean isShortEnough(ConstraintViolation<?> violation) {
        return violation.getConstraintDescriptor().getAnnotation() instanceof Size size
                && violation.getInvalidValue() instanceof String text
                && characters(text) <= size.max();
    }

    private static int characters(String text) {
        return text.codePointCount(0, text.length());
    }

    private Reason reason(ConstraintViolation<?> violation, Function<Column, String> delivered) {
        String component = violation.getPropertyPath().toString();
        Column column = feed.columns().stream()
                .filter(candidate -> candidate.component().equals(component))
                .findFirst()
                .orElseThrow();
        var annotation = violation.getConstraintDescriptor().getAnnotation();
        Object value = violation.getInvalidValue();
        String message = annotation instanceof Size size && value instanceof String text
                ? "got " + Counted.of(characters(text), "character") + ", expected at most " + size.max()
                : "got " + Column.shown(value instanceof String ? value : delivered.apply(column)) + ", "
                        + violation.getMessage();
        return Reason.of(RejectionCode.of(annotation.annotationType()), column.name(), message);
    }
}
