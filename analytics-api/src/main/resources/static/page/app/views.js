/**
 * The views by their names in the address, in the order of the bar, each with its title and its module, which is fetched
 * when it is asked for. One that stands `under` another is reached from there, and not from the bar.
 *
 * A module gives the names of what can be chosen in its address, besides what all views hold (`chooses`, or what a place has by `chooses(place)`), whether the
 * address names a subject (`named`), and `show(place, left)`, which gives its parts; `left` tells when the reader has gone on.
 */
export const views = {
  __proto__: null,
  portfolio: { title: 'Portfolio', module: () => import('../views/portfolio/portfolio.js') },
  sellers: { title: 'Sellers', module: () => import('../views/sellers/sellers.js') },
  seller: { title: 'Seller', under: 'sellers', module: () => import('../views/seller/seller.js') },
  managers: { title: 'Account managers', module: () => import('../views/managers/managers.js') },
  leads: { title: 'Lead conversion', module: () => import('../views/leads/leads.js') },
  quality: { title: 'Quality', module: () => import('../views/quality/quality.js') },
  loads: { title: 'Loads', module: () => import('../views/loads/loads.js') },
  service: { title: 'Service', under: 'loads', module: () => import('../views/service/service.js') },
  row: { title: 'Row', under: 'loads', module: () => import('../views/row/row.js') },
  rows: { title: 'Rows', under: 'portfolio', module: () => import('../views/rows/rows.js') },
  definitions: { title: 'Definitions', module: () => import('../views/definitions/definitions.js') },
};
