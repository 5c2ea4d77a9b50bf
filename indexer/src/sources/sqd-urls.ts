/** The portal of the SQD Network for a dataset such as `solana-mainnet`; it asks for no key. */
export const portalUrl = (dataset: string): string => `https://portal.sqd.dev/datasets/${dataset}`;

/** Whether an end point is a portal's dataset and not a JSON-RPC node. */
export const isPortalUrl = (url: string): boolean => /\/datasets\/[\w-]+\/?$/.test(new URL(url).pathname);

/** The open gateway of the SQD Network for an EVM dataset such as `arbitrum-one` (SQD documentation, public gateways). */
export const gatewayUrl = (dataset: string): string => `https://v2.archive.subsquid.io/network/${dataset}`;
