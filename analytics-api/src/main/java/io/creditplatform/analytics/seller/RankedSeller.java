package io.creditplatform.analytics.seller;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

/** A seller's health among that of others, with its market. */
record RankedSeller(@JsonUnwrapped SellerHealth health, String market) {}
