package io.creditplatform.migration;

import io.creditplatform.database.Database;
import io.creditplatform.database.Refusal;
import java.util.ArrayList;
import java.util.List;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is damaged in a database, as far as it tells without much work. */
public final class Damage {

    private Damage() {}

    /** The first that is found, in sentences without their full stop. */
    public static List<String> of(Database database, JdbcClient jdbc) {
        List<String> found = new ArrayList<>();
        for (String query : database.upkeep().quickProblems()) {
            try {
                jdbc.sql(query).query(String.class).list().stream()
                        .flatMap(String::lines)
                        .forEach(found::add);
            } catch (DataAccessException e) {
                // One that is damaged enough fails to look.
                found.add(Refusal.of(database, e)
                        .filter(refusal -> refusal.cause() == Refusal.Cause.DAMAGED)
                        .orElseThrow(() -> e)
                        .reason());
            }
        }
        return found;
    }
}
