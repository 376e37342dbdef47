/**
 * What things cost, in US dollars, as the companies list them: the one place where a price stands. Whoever has other prices (another country, a
 * discount, the carriers' own surcharges) changes them here, with the date. https://www.twilio.com/en-us/sms/pricing/us,
 * https://www.twilio.com/en-us/voice/pricing/us, https://aws.amazon.com/dynamodb/pricing/on-demand/, https://aws.amazon.com/lambda/pricing/
 */
export const PRICES = {
  /** When these were last looked up. */
  asOf: '2026-11-30',
  twilio: {
    /** Local number, text, each segment, without what the carriers add. */
    textOutPerSegment: 0.0083,
    textInPerSegment: 0.0083,
    /** What the carriers add for a registered local number, about the mean of the large ones. */
    carrierFeePerSegment: 0.003,
    /** Each minute that was begun. */
    callOutPerMinute: 0.014,
    callInPerMinute: 0.0085,
    numberPerMonth: 1.15,
    /** Registering as a low-volume sender, each month. */
    registrationPerMonth: 1.5,
  },
  /** us-east-1, ARM, on demand, beyond what is free. */
  aws: {
    tableReadUnit: 0.125e-6,
    tableWriteUnit: 0.625e-6,
    tablePerGbMonth: 0.25,
    functionRequest: 0.2e-6,
    /** HTTP API, https://aws.amazon.com/api-gateway/pricing/ */
    httpApiRequest: 1e-6,
    functionGbSecond: 0.0000133334,
    logPerGb: 0.5,
  },
} as const;

/** Money is counted in millionths of a dollar, so that sums are whole numbers. */
export type Micros = number;
export const MICROS_PER_DOLLAR = 1_000_000;
const micros = (dollars: number): Micros => Math.round(dollars * MICROS_PER_DOLLAR);

/** What a text of so many segments costs, with the carriers' part. */
export const textCost = (segments: number, way: 'in' | 'out'): Micros => {
  const { textOutPerSegment, textInPerSegment, carrierFeePerSegment } = PRICES.twilio;
  return micros(segments * ((way === 'out' ? textOutPerSegment : textInPerSegment) + carrierFeePerSegment));
};

/** What a call of so many seconds costs: every minute that was begun. One that nobody answered costs nothing. */
export const callCost = (seconds: number, way: 'in' | 'out'): Micros => {
  const { callOutPerMinute, callInPerMinute } = PRICES.twilio;
  return micros(Math.ceil(Math.max(0, seconds) / 60) * (way === 'out' ? callOutPerMinute : callInPerMinute));
};
