package io.creditplatform.feed;

import io.creditplatform.database.Database;
import io.creditplatform.model.Coded;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One of a closed list of values, by its code. */
final class EnumType extends ColumnType {

    private final Map<String, Object> byCode;

    EnumType(Class<?> type) {
        super(Arrays.stream(type.getEnumConstants())
                .map(constant -> ((Coded) constant).code())
                .collect(Collectors.joining(", ", "{", "}")));
        byCode = new LinkedHashMap<>();
        for (Object constant : type.getEnumConstants()) {
            byCode.put(((Coded) constant).code(), constant);
        }
    }

    @Override
    public List<String> codes() {
        return List.copyOf(byCode.keySet());
    }

    @Override
    @Nullable Object read(Database database, ResultSet row, String column) throws SQLException {
        String code = row.getString(column);
        return code == null ? null : byCode.get(code);
    }

    @Override
    public Object parse(Cell cell) throws CellFormatException {
        Object constant = byCode.get(cell.toString());
        if (constant == null && cell.isPadded()) {
            throw CellFormatException.padded(cell);
        } else if (constant == null) {
            throw CellFormatException.notOneOf(byCode.keySet().toString(), cell);
        }
        return constant;
    }
}
