--liquibase formatted sql

--changeset credit-platform:305-load-rejections
--comment: How often which column of a feed gave which reason for refusing a row, counted by the load as it refuses them; column_name is empty where no single column is at fault. So no report of a load has to read its refused rows. Of loads from before this change it is counted from those.
CREATE TABLE load_rejections (
    load_id     BIGINT NOT NULL REFERENCES loads (load_id),
    feed        TEXT NOT NULL,
    code        TEXT NOT NULL,
    column_name TEXT NOT NULL,
    row_count   BIGINT NOT NULL,
    PRIMARY KEY (load_id, feed, code, column_name)
) ${keyed};
INSERT INTO load_rejections (load_id, feed, code, column_name, row_count)
SELECT load_id, feed, reason.value ->> 'code', coalesce(reason.value ->> 'column', ''), count(*)
FROM rejected_rows, ${each_reason}
GROUP BY 1, 2, 3, 4;
--rollback DROP TABLE load_rejections /* past */;
