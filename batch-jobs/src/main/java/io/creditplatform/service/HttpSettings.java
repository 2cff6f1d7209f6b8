package io.creditplatform.service;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is answered over HTTP. */
record HttpSettings(
        @Said(value = "Whether to answer at all", byDefault = "false")
        boolean enabled,

        @Said(
                value = "The address to listen at; one that other machines reach needs http.tokens",
                byDefault = "127.0.0.1")
        String host,

        @Said(value = "The port to listen at; 0 takes a free one", byDefault = "8090")
        @Min(value = 0, message = "a number from 0 to 65535") @Max(value = 65_535, message = "a number from 0 to 65535") int port,

        @Said(
                value =
                        "The file of those who may ask, and have jobs done; without it only this machine may ask, and nobody have anything done",
                example = "tokens")
        @Nullable Path tokens,

        @Said(
                value = "The folders below which extracts may be loaded from by a request, separated by commas",
                example = "/data/extracts")
        Set<Path> roots) {}
