package io.creditplatform.feed;

import io.creditplatform.database.Database;
import io.creditplatform.model.Code;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A text, taken as it is. In a key, a reference to one or a column marked as {@link Code}, no white space stands around it. */
final class TextType extends ColumnType {

    private final boolean code;

    TextType(boolean code) {
        super(code ? "code" : "text");
        this.code = code;
    }

    @Override
    public boolean isText() {
        return true;
    }

    @Override
    @Nullable Object read(Database database, ResultSet row, String column) throws SQLException {
        return row.getString(column);
    }

    @Override
    public Object parse(Cell cell) throws CellFormatException {
        if (cell.contains('\0')) {
            throw CellFormatException.notA("text without NUL characters", cell);
        }
        if (code && cell.isPadded()) {
            throw CellFormatException.padded(cell);
        }
        return cell.toString();
    }
}
