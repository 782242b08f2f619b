/** An amount in major units, such as €68.00. */
export const money = (locale: string, amount: number, currency: string): string =>
  amount.toLocaleString(locale, { style: 'currency', currency, currencyDisplay: 'narrowSymbol' });
