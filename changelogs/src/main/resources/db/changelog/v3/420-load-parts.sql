--liquibase formatted sql

--changeset credit-platform:420-load-parts
--comment: The parts in which the files of an unfinished load are staged, by several workers at once, and how far each is: from_byte, bytes, line and the digests say what of the file it is; read, rejected and rounded what became of its records so far; first_key and last_key, while keys_ascending, that no key of it repeats; blank_lines, first_blank and ctrl_z what it has that is no row; claim whose it is, worker who that is in words; sent counts the messages that offered it to workers elsewhere, of which the newest holds. Written in the chunk's own transaction, where the claim proves that nobody else has taken the part over. Gone when the load is published or given up.
CREATE TABLE load_parts (
    load_id        BIGINT NOT NULL REFERENCES loads (load_id),
    feed           TEXT NOT NULL,
    part           INTEGER NOT NULL,
    is_last        INTEGER NOT NULL,
    from_byte      BIGINT NOT NULL,
    bytes          BIGINT NOT NULL,
    line           BIGINT NOT NULL,
    sha256         TEXT NOT NULL,
    crc32c         BIGINT NOT NULL,
    "read"         BIGINT NOT NULL DEFAULT 0,
    rejected       BIGINT NOT NULL DEFAULT 0,
    rounded        BIGINT NOT NULL DEFAULT 0,
    keys_ascending INTEGER NOT NULL DEFAULT 1,
    first_key      TEXT,
    last_key       TEXT,
    blank_lines    BIGINT NOT NULL DEFAULT 0,
    first_blank    BIGINT NOT NULL DEFAULT 0,
    ctrl_z         INTEGER NOT NULL DEFAULT 0,
    is_done        INTEGER NOT NULL DEFAULT 0,
    sent           INTEGER NOT NULL DEFAULT 0,
    tries          INTEGER NOT NULL DEFAULT 0,
    claim          TEXT,
    worker         TEXT,
    changed_at     ${timestamp},
    message        TEXT,
    PRIMARY KEY (load_id, feed, part)
) ${keyed};
--rollback DROP TABLE load_parts /* past */;
