package io.creditplatform.model;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Size;

/** One line of {@code senior_account_managers.csv}: who approves credits and leads account managers. */
@Feed("senior_account_managers")
public record SeniorAccountManager(
        @Key long samId,
        @Size(max = 255) String samName,
        @Email @Size(max = 255) String samEmail) {}
