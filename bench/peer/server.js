// Seller health and the dashboard as a small Node server gives them: the program's own SQL, prepared once, and the same figures.
'use strict';

const Database = require('better-sqlite3');
const express = require('express');

const [file, port] = process.argv.slice(2);
const database = new Database(file, { readonly: true, fileMustExist: true });
database.pragma('cache_size = -65536');

const health = database.prepare(`
  SELECT s.seller_id, s.seller_name, s.credit_limit_minor, s.initial_wallet_minor,
    m.credits - m.cancelled_credits AS judged_credits, m.paid_credits, m.issued_minor, m.open_minor,
    m.leads, m.confirmed_leads, m.wallet_minor, m.wallet_weeks,
    (SELECT l.published_at FROM loads l
     WHERE l.status = 'COMPLETED' AND l.dry_run = 0
       AND EXISTS (SELECT 1 FROM load_feeds f
                   WHERE f.load_id = l.load_id
                     AND f.feed IN ('sellers', 'credits', 'leads', 'wallet_transactions'))
     ORDER BY l.load_id DESC LIMIT 1) AS last_updated
  FROM sellers s JOIN seller_metrics m ON m.seller_id = s.seller_id
  WHERE s.seller_id = ?`);

const dashboard = database.prepare(`
  SELECT s.market, count(*) AS sellers, sum(m.credits - m.cancelled_credits) AS credits,
    sum(m.paid_credits) AS paid, sum(m.wallet_minor) AS wallet_minor,
    sum(m.wallet_transactions) AS wallet_transactions
  FROM sellers s JOIN seller_metrics m ON m.seller_id = s.seller_id
  GROUP BY s.market`);

const ratio = (part, whole) => (whole === 0 ? 0 : part / whole);
const money = (minor) => Math.round(minor) / 100;

const app = express();
app.disable('x-powered-by');

app.get('/api/analytics/seller-health/:id', (request, response) => {
  if (!/^[0-9]+$/.test(request.params.id)) {
    return response.status(400).json({ title: 'Invalid parameter' });
  }
  const seller = health.get(Number(request.params.id));
  if (!seller) {
    return response.status(404).json({ title: 'Not Found' });
  }
  const utilization = ratio(seller.issued_minor, seller.credit_limit_minor);
  const reliability = ratio(seller.paid_credits, seller.judged_credits);
  const conversion = ratio(seller.confirmed_leads, seller.leads);
  const improving = seller.wallet_minor > 0;
  const unreliable = (bound) => seller.judged_credits > 0 && reliability < bound;
  const score = reliability * 40 + conversion * 30 + Math.max(0, 1 - utilization) * 20 + (improving ? 10 : 0);
  response.json({
    seller_id: seller.seller_id,
    seller_name: seller.seller_name,
    health_score: Math.round(score),
    metrics: {
      credit_utilization_rate: utilization,
      outstanding_utilization_rate: ratio(seller.open_minor, seller.credit_limit_minor),
      payment_reliability_score: reliability,
      lead_conversion_rate: conversion,
      wallet_health: {
        current_balance: money(seller.initial_wallet_minor + seller.wallet_minor),
        avg_weekly_change: money(ratio(seller.wallet_minor, seller.wallet_weeks)),
        trend: improving ? 'improving' : 'declining',
      },
    },
    risk_level:
      utilization > 0.9 || unreliable(0.5) ? 'high' : utilization > 0.7 || unreliable(0.7) ? 'medium' : 'low',
    last_updated: new Date(seller.last_updated.slice(0, 23).replace(' ', 'T') + 'Z').toISOString(),
    judged_credits: seller.judged_credits,
    leads: seller.leads,
  });
});

app.get('/api/dashboard/stats', (request, response) => {
  const markets = dashboard.all().map((market) => ({
    market: market.market,
    total_sellers: market.sellers,
    total_credits: market.credits,
    paid_credits: market.paid,
    payment_success_rate: ratio(market.paid, market.credits),
    avg_wallet_change: money(ratio(market.wallet_minor, market.wallet_transactions)),
  }));
  response.json(markets.sort((a, b) => (a.market < b.market ? -1 : 1)));
});

app.listen(Number(port), '127.0.0.1', () => console.log(`listening at http://127.0.0.1:${port}`));
