package io.creditplatform.analytics.load;

import io.creditplatform.analytics.web.Cursor;
import io.creditplatform.analytics.web.Page;
import io.creditplatform.analytics.web.PageRequest;
import io.creditplatform.database.Database;
import io.creditplatform.load.Load;
import io.creditplatform.load.LoadPart;
import io.creditplatform.load.LoadReport;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads load reports. */
@Component
final class LoadQuery {

    private final Database database;
    private final JdbcClient jdbc;

    LoadQuery(Database database, JdbcClient jdbc) {
        this.database = database;
        this.jdbc = jdbc;
    }

    Page<LoadReport> newest(PageRequest page) {
        List<Load> loads = jdbc.sql(
                        "SELECT * FROM loads WHERE dry_run = 0 AND load_id < ? ORDER BY load_id DESC LIMIT ?")
                .params(page.after() == null ? Long.MAX_VALUE : page.number(0), page.rowsToRead())
                .query((row, index) -> Load.read(database, row))
                .list();
        Page<Load> wanted = page.page(loads, load -> Cursor.behind(load.id()));
        return new Page<>(wanted.rows().stream().map(this::report).toList(), wanted.next());
    }

    Optional<LoadReport> find(long loadId) {
        return jdbc.sql("SELECT * FROM loads WHERE dry_run = 0 AND load_id = ?")
                .param(loadId)
                .query((row, index) -> Load.read(database, row))
                .optional()
                .map(this::report);
    }

    private LoadReport report(Load load) {
        LoadReport.Draft draft = new LoadReport.Draft(load);
        jdbc.sql(LoadReport.Draft.FEEDS).param(load.id()).query(draft::addFeed);
        jdbc.sql(LoadReport.Draft.REJECTIONS).param(load.id()).query(draft::addRejections);
        jdbc.sql(LoadPart.ALL)
                .param(load.id())
                .query((row, index) -> LoadPart.read(database, row))
                .list()
                .forEach(draft::addPart);
        return draft.report();
    }
}
