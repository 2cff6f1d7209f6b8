/** The command line of both programs together. */
@org.jspecify.annotations.NullMarked
package io.creditplatform.cli;
