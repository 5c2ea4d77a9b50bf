/** What every view of the sample market says of it. */
export const SAMPLE_LABEL = 'simulated, calibrated to published figures';
