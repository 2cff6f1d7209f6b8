package io.creditplatform.analytics.web;

import java.util.function.Function;

/**
 * Something that can be asked for without naming a thing: a collection, or one object about all.
 *
 * @param path where it is, such as {@code /api/analytics/portfolio/ageing}
 * @param variant what tells it from others at the same path, such as {@code by=market}; mostly empty
 * @param summary what it is, in a few words
 * @param description more about it, or empty
 * @param row the record that its rows are, or the object is
 * @param asked gives the answer
 */
public record Endpoint<T>(
        String path,
        String variant,
        String summary,
        String description,
        Class<T> row,
        Function<Question, Answer<T>> asked) {}
