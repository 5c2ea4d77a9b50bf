import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { ApiError } from '../api-error.ts';

export interface RateLimit {
  /** Counts one request of an address. @throws ApiError `RATE_LIMITED` */
  request(address: string): Promise<void>;
  /** Charges the cost of a query to an address. @throws ApiError `RATE_LIMITED` */
  charge(address: string, cost: number): Promise<void>;
}

/** Two buckets per address and minute: requests, and the cost of what they asked for. */
export function createRateLimit(requestsPerMinute: number, costPerMinute: number): RateLimit {
  const requests = new RateLimiterMemory({ points: requestsPerMinute, duration: 60 });
  const costs = new RateLimiterMemory({ points: costPerMinute, duration: 60 });
  return {
    request: (address) => consume(requests, address, 1),
    charge: (address, cost) => consume(costs, address, cost),
  };
}

async function consume(limiter: RateLimiterMemory, address: string, points: number): Promise<void> {
  try {
    await limiter.consume(address, points);
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error;
    throw new ApiError('RATE_LIMITED', 'Too many requests from this address.', Math.max(1, error.msBeforeNext / 1000));
  }
}
