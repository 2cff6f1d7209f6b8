--liquibase formatted sql

--changeset credit-platform:320-day-of-data
--comment: The day that a published load's data speak of, which figures with a date are given for unless another one is asked for: what was said when it was imported, else the newest day on which something happened in all that was loaded by then, else the day it was loaded. Of loads from before this change it is worked out from the rows that are still theirs.
ALTER TABLE loads ADD COLUMN data_day ${date};
CREATE TABLE newest_of_loads AS
SELECT load_id, max(happened_at) AS happened_at FROM (
    SELECT load_id, max(changed_at) AS happened_at FROM credit_histories GROUP BY load_id
    UNION ALL SELECT load_id, max(message_time) FROM credit_chat GROUP BY load_id
    UNION ALL SELECT load_id, max(created_at) FROM leads GROUP BY load_id
    UNION ALL SELECT load_id, max(created_at) FROM wallet_transactions GROUP BY load_id) happened
GROUP BY load_id;
UPDATE loads SET data_day = coalesce(
    as_of,
    (SELECT max(${day_of}) FROM newest_of_loads n WHERE n.load_id <= loads.load_id),
    ${day_of_publication})
WHERE status = 'COMPLETED';
DROP TABLE newest_of_loads;
--rollback ALTER TABLE loads DROP COLUMN data_day /* past */;
