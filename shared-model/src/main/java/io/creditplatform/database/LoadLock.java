package io.creditplatform.database;

/** The right to write to a database; one job has it at a time, and loses it when its process ends, however it ends. */
@FunctionalInterface
public interface LoadLock extends AutoCloseable {

    @Override
    void close();
}
