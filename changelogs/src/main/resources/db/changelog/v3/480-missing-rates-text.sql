--liquibase formatted sql

--changeset credit-platform:480-missing-rates-text dbms:postgresql
--comment: Each part of the view names its column. PostgreSQL names one that has no name when it reads a dump, so that a restored database was told to have another schema than it should.
CREATE OR REPLACE VIEW missing_rates_v AS
SELECT seller_id, from_currency, to_currency, sellers, issued_credits, open_credits, confirmed_leads, wallet_transactions
FROM missing_rates
UNION ALL
SELECT m.seller_id, 'USD', c.code, 1, m.issued_credits, m.open_credits, m.confirmed_leads, m.wallet_transactions
FROM seller_metrics m CROSS JOIN (SELECT 'EUR' AS code UNION ALL SELECT 'SAR' AS code UNION ALL SELECT 'AED' AS code) c
WHERE NOT EXISTS (SELECT 1 FROM seller_amounts);
--rollback CREATE OR REPLACE VIEW missing_rates_v AS
--rollback SELECT seller_id, from_currency, to_currency, sellers, issued_credits, open_credits, confirmed_leads, wallet_transactions
--rollback FROM missing_rates
--rollback UNION ALL
--rollback SELECT m.seller_id, 'USD', c.code, 1, m.issued_credits, m.open_credits, m.confirmed_leads, m.wallet_transactions
--rollback FROM seller_metrics m CROSS JOIN (SELECT 'EUR' AS code UNION ALL SELECT 'SAR' UNION ALL SELECT 'AED') c
--rollback WHERE NOT EXISTS (SELECT 1 FROM seller_amounts);
