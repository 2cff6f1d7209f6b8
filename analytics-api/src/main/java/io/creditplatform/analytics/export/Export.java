package io.creditplatform.analytics.export;

import io.creditplatform.analytics.web.Catalogue;
import io.creditplatform.analytics.web.Question;
import io.creditplatform.console.Json;
import io.creditplatform.console.Progress;
import io.creditplatform.database.Database;
import io.creditplatform.database.DatabaseException;
import io.creditplatform.file.OwnedFiles;
import io.creditplatform.model.Currency;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import tools.jackson.core.exc.JacksonIOException;

/**
 * Writes all tables and figures, and the description of them, row by row. All of it is read in one transaction, so that it
 * fits together whatever is loaded meanwhile.
 */
final class Export {

    private static final int BUFFER_BYTES = 64 * 1024;

    /** Rows between two looks at whether it is to stop. */
    private static final int LOOK_EVERY = 1000;

    private final Database database;
    private final TableFormat format;
    private final @Nullable LocalDate asOf;
    private final Currency currency;
    private final Progress progress;
    private final BooleanSupplier stopRequested;
    private long rowsWritten;

    /**
     * @param asOf the date that figures are given for, or null for the day of the data
     * @param currency what amounts are converted into
     * @param progress is told how many tables have been written
     * @param stopRequested whether to give up
     */
    Export(
            Database database,
            TableFormat format,
            @Nullable LocalDate asOf,
            Currency currency,
            Progress progress,
            BooleanSupplier stopRequested) {
        this.database = database;
        this.format = format;
        this.asOf = asOf;
        this.currency = currency;
        this.progress = progress;
        this.stopRequested = stopRequested;
    }

    /**
     * Writes everything into an empty folder.
     *
     * @param connection all that it reads is of one state
     * @throws InterruptedIOException if it was to stop
     * @throws IOException if a file cannot be written
     * @throws DatabaseException if the database cannot be read
     */
    DataPackage write(Connection connection, Path folder) throws IOException {
        try {
            DataPackage.Origin origin = origin(connection);
            List<DataPackage.Resource> resources = new ArrayList<>();
            try (Catalogue catalogue = Catalogue.over(database, connection)) {
                List<Table> tables = new ArrayList<>(new FeedTables(database, connection).all());
                tables.addAll(new FigureTables(origin.question()).of(catalogue.all()));
                for (Table table : tables) {
                    progress.at(table.name(), resources.size(), tables.size());
                    resources.add(write(table, folder));
                }
            }
            DataPackage described = DataPackage.of(origin, resources);
            Json.write(described, folder.resolve(DataPackage.FILE));
            return described;
        } catch (SQLException | DataAccessException e) {
            throw new DatabaseException("Cannot read the database: " + e.getMessage(), e);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (JacksonIOException e) {
            throw e.getCause();
        }
    }

    private DataPackage.Origin origin(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet newest = statement.executeQuery("""
                        SELECT load_id, loads.published_at, data_day FROM loads JOIN newest_load_v USING (load_id)
                        """)) {
            if (!newest.next()) {
                return new DataPackage.Origin(null, null, null, question(LocalDate.EPOCH));
            }
            LocalDate day = LocalDate.parse(newest.getString("data_day"));
            return new DataPackage.Origin(
                    newest.getLong("load_id"), database.timestamp(newest, "published_at"), day, question(day));
        }
    }

    private Question question(LocalDate dayOfData) {
        return new Question(asOf == null ? dayOfData : asOf, currency);
    }

    private DataPackage.Resource write(Table table, Path folder) throws IOException {
        String path = table.path() + "." + format.code();
        Path file = folder.resolve(path);
        OwnedFiles.folder(Objects.requireNonNull(file.getParent()));
        MessageDigest sha256 = sha256();
        long rowsBefore = rowsWritten;
        try (OutputStream stream = new DigestOutputStream(
                        new BufferedOutputStream(OwnedFiles.stream(file), BUFFER_BYTES), sha256);
                TableFormat.Output output = format.open(
                        stream, table.fields().stream().map(Field::name).toList())) {
            table.rows().forEach(values -> {
                if (rowsWritten++ % LOOK_EVERY == 0 && stopRequested.getAsBoolean()) {
                    throw new InterruptedIOException("stopped");
                }
                output.take(values);
            });
        }
        return DataPackage.Resource.of(
                table,
                path,
                format,
                Files.size(file),
                HexFormat.of().formatHex(sha256.digest()),
                rowsWritten - rowsBefore);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }
}
