import { isPortalUrl } from '../sqd-urls.ts';
import { GatewayClient } from './gateway-client.ts';
import type { HistorySettings } from './history-http.ts';
import { PortalHistoryClient } from './portal-history-client.ts';

/** Blocks and logs asked for in the archive protocol of the SQD network. */
export interface HistoryQuery {
  /** Both included; without `toBlock` as far as the service has them. */
  fromBlock: number;
  toBlock?: number;
  logs?: object[];
  fields?: Record<string, Record<string, boolean>>;
}

/** A service that filters past blocks on its side, as evm-processor's archive source asks one. */
export interface HistoryClient {
  /** What may be shown of it. */
  readonly host: string;
  /** Highest block that it has for good. */
  getHeight(): Promise<number>;
  /** Blocks with matches, ascending, and always the last one that was looked at. */
  query(query: HistoryQuery): Promise<unknown[]>;
}

/** A gateway of the SQD network, or a dataset of an SQD portal (`…/datasets/arbitrum-one`). */
export const historyClient = (settings: HistorySettings): HistoryClient =>
  isPortalUrl(settings.url) ? new PortalHistoryClient(settings) : new GatewayClient(settings);
