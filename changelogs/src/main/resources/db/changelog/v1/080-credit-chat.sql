--liquibase formatted sql

--changeset credit-platform:080-credit-chat
--comment: The feed credit_chat: what managers wrote about a credit. Also as the view credit_chat_v.
CREATE TABLE credit_chat (
    credit_id    BIGINT NOT NULL REFERENCES credits (credit_id),
    user_id      BIGINT NOT NULL,
    role         TEXT NOT NULL,
    message_time ${timestamp} NOT NULL,
    message      TEXT NOT NULL,
    load_id      BIGINT NOT NULL,
    PRIMARY KEY (credit_id, message_time, role, user_id)
) ${keyed};
CREATE VIEW credit_chat_v AS
SELECT credit_id, user_id, role, message_time, message, load_id
FROM credit_chat;
--rollback DROP VIEW credit_chat_v;
--rollback DROP TABLE credit_chat;
