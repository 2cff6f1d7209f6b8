package io.creditplatform.model;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Size;

/** One line of {@code account_managers.csv}: who looks after sellers and requests credits for them. */
@Feed("account_managers")
public record AccountManager(
        @Key long amId,
        @Size(max = 255) String amName,
        @Email @Size(max = 255) String amEmail,
        @References(SeniorAccountManager.class) long samId) {}
