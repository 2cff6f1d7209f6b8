import { h } from '../../app/dom.js';
import { currency, markets as marketChoices } from '../../components/choices.js';
import { choice, date } from '../../components/filter.js';
import { heading } from '../../components/heading.js';
import { ageing } from './ageing.js';
import { concentration } from './concentration.js';
import { delinquency } from './delinquency.js';
import { figures } from './figures.js';
import { limitUse } from './limit.js';
import { expectedLoss } from './loss.js';
import { markets } from './markets.js';
import { roll } from './roll.js';
import { topExposures } from './top.js';
import { vintages } from './vintages.js';

export const chooses = ['market', 'currency', 'as_of', 'months', 'lgd'];

export function show({ title, chosen }, left) {
  const ofMarket = (rows, key = 'market') => rows.filter((row) => !chosen.market || row[key] === chosen.market);
  const dated = { as_of: chosen.as_of, market: chosen.market, currency: chosen.currency };

  return [
    heading(
      title,
      'The credit that is out, how late it is, and how well it comes back. The date does not count for approval, payment and conversion, which are those of the newest load.',
      choice('market', 'Market', chosen.market, marketChoices()),
      currency(chosen.currency),
      date('as_of', 'As of', chosen.as_of),
    ),
    figures(),
    h(
      'div',
      { class: 'columns' },
      delinquency(dated, left),
      topExposures(dated, left),
      limitUse(dated, left),
      ageing(dated, left),
      roll(dated, chosen.months, left),
      concentration(ofMarket, chosen, left),
      expectedLoss(dated, chosen.lgd, left),
      vintages(dated, left),
      markets(ofMarket, chosen, left),
    ),
  ];
}
