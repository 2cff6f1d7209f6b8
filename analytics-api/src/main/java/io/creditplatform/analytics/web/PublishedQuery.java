package io.creditplatform.analytics.web;

import io.creditplatform.load.DataStates;
import java.time.LocalDate;
import java.util.Locale;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Asks in which state the database is. */
public final class PublishedQuery {

    /** One statement, so that all of it is of one moment. */
    private static final String NEWEST = """
            SELECT s.part, s.state, l.load_id, l.data_day
            FROM data_states s LEFT JOIN loads l ON l.load_id = (SELECT load_id FROM newest_load_v)
            ORDER BY s.part
            """;

    private final JdbcClient jdbc;
    private final Supplier<String> file;

    /** @param file tells the file that is read from others that take its place */
    PublishedQuery(JdbcClient jdbc, Supplier<String> file) {
        this.jdbc = jdbc;
        this.file = file;
    }

    Published newest(Answer.Basis basis) {
        StringBuilder state = new StringBuilder(file.get());
        return jdbc.sql(NEWEST).query(rows -> {
            Published found = new Published(null, Published.NO_DAY, "");
            while (rows.next()) {
                DataStates.Part part =
                        DataStates.Part.valueOf(rows.getString("part").toUpperCase(Locale.ROOT));
                if (basis.parts().contains(part)) {
                    state.append('/').append(rows.getString("state"));
                }
                String day = rows.getString("data_day");
                if (day != null) {
                    found = new Published(rows.getLong("load_id"), LocalDate.parse(day), "");
                }
            }
            return new Published(found.loadId(), found.day(), state.toString());
        });
    }

    /** The day of the newest published load's data. */
    public LocalDate dayOfData() {
        return newest(Answer.Basis.ROWS).day();
    }
}
