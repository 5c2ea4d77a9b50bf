import { createCatalogue } from '../catalogue.ts';
import { holdersForOthers, holdersOn, readHolders } from '../holder-book.ts';
import { catalogueRows } from '../queries/catalogue-rows.ts';
import { readSupplies, setAside, tickerSupplyOn } from '../supply-book.ts';
import type { Dataset } from './dataset.ts';
import { snapshotReader } from './snapshot-reader.ts';

/** One row per ticker of which a movement was read by the end of a day, all chains that are read together. */
export const holdersDaily: Dataset = {
  id: 'holders-daily',
  schemaVersion: 1,
  title: 'Holders and supply per ticker at the end of the day',
  columns: [
    { name: 'day', type: 'day', unit: null, description: 'UTC day.' },
    { name: 'ticker', type: 'text', unit: null, description: 'Asset id: issuer and symbol.' },
    { name: 'symbol', type: 'text', unit: null, description: 'Symbol; a label, never an identity.' },
    { name: 'underlying', type: 'text', unit: null, description: 'What it tracks; empty when not known.' },
    { name: 'issuer', type: 'text', unit: null, description: 'Issuer slug.' },
    {
      name: 'holders',
      type: 'integer',
      unit: 'owners',
      description:
        'Owners with more than a millionth of a token, without pools, wrappers, issuer and burn addresses; empty when the history from the first mint is not known.',
    },
    {
      name: 'total_shares',
      type: 'decimal',
      unit: 'shares',
      description: 'Minted, and neither burned nor sent where nothing leaves; empty when not known.',
    },
    { name: 'issuer_held_shares', type: 'decimal', unit: 'shares', description: 'Of them in wallets of the issuer.' },
    { name: 'circulating_shares', type: 'decimal', unit: 'shares', description: 'The rest.' },
  ],
  async *rows(client, day) {
    const reader = snapshotReader(client);
    const catalogue = createCatalogue(await catalogueRows(reader));
    const assets = [...catalogue.assets.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
    const tokens = assets.flatMap(({ key }) => catalogue.tokensOfAsset.get(key) ?? []);
    const supplies = new Map((await readSupplies(reader, catalogue, tokens)).map((each) => [each.token.key, each]));
    const others = await holdersForOthers(reader, catalogue);
    for (const asset of assets) {
      const own = (catalogue.tokensOfAsset.get(asset.key) ?? []).flatMap(({ key }) => supplies.get(key) ?? []);
      if (!own.some(({ days }) => days.some((each) => each.day <= day))) continue;
      const aside = await setAside(
        reader,
        catalogue,
        own.map(({ token }) => token),
      );
      const book = await readHolders(reader, own, [...others, ...aside.map(({ ownerKey }) => ownerKey)]);
      const { totalShares, issuerHeldShares, circulatingShares } = tickerSupplyOn(own, day);
      const holders = holdersOn(book, day);
      yield [
        ...[day, asset.id, asset.symbol, asset.underlying, asset.issuerId],
        ...[holders === null ? null : String(holders), totalShares, issuerHeldShares, circulatingShares],
      ];
    }
  },
};
