package io.creditplatform.service;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** By when a load has to be published. */
record DeadlineSettings(
        @Said(value = "The time of day", example = "06:00") @Nullable LocalTime by,

        @Said(value = "Its time zone", byDefault = "UTC") ZoneId zone,

        @Said(value = "The working days", byDefault = "monday, tuesday, wednesday, thursday, friday")
        Set<DayOfWeek> days,

        @Said(value = "The days among them that are none", example = "2026-12-25, 2027-01-01")
        Set<LocalDate> holidays) {}
