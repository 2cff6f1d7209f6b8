/** The reports of a quality check: for spreadsheets, for programs, and for people. */
@NullMarked
package io.creditplatform.quality.report;

import org.jspecify.annotations.NullMarked;
